/** A text that depends on a number: the forms English and Norwegian have. */
export interface Plural {
  readonly one: string;
  readonly other: string;
}

/** What another language has to provide for the same keys: a text for a text, two forms for two forms. */
export type Translation<Source> = {
  readonly [Key in keyof Source]: Source[Key] extends string ? string : Plural;
};

type Named<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Named<Rest>
  : never;

type TextOf<Message> = Message extends string ? Message : Message extends Plural ? Message['other'] : never;

/** The names in braces of a message; a plural always takes `count`. */
export type ParamNames<Message> = Named<TextOf<Message>> | (Message extends Plural ? 'count' : never);

/** Puts the values in place of their names in braces. An unknown name stays visible, so that it is noticed. */
export function fill(text: string, params: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
