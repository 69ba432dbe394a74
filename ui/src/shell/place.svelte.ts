/** Where the operator is: one place at a time, with what it shows. There is no address bar, so there are no paths. */
export type Place =
  | { readonly name: 'welcome' }
  | { readonly name: 'counter' }
  | {
      readonly name: 'history';
      /** The order looked at; none shows the list. */
      readonly order: string | null;
      /** The issued badge looked at, by its id at the service, behind the order if there is one. */
      readonly badge: string | null;
    }
  | { readonly name: 'outbox' }
  | {
      readonly name: 'settings';
      /** What is looked for there; without it, whatever stands first. */
      readonly at?: 'camera';
    };

export type PlaceName = Place['name'];

class Places {
  #here = $state.raw<Place>({ name: 'counter' });

  get here(): Place {
    return this.#here;
  }

  go(place: Place): void {
    this.#here = place;
  }
}

export const places = new Places();
