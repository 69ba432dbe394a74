import { DeskError } from '../ipc';
import type {
  Desk,
  EnrolmentView,
  PicturePlace,
  PictureSource,
  PictureView,
  StationCheckView,
  VerdictView,
} from '../ipc';

/** The photo's pretended commands: any picture becomes the same drawn person, 1200 by 900 pixels. */

async function drawn(width: number, height: number): Promise<Blob> {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const pen = canvas.getContext('2d');
  if (pen) {
    pen.fillStyle = '#9fb4c7';
    pen.fillRect(0, 0, width, height);
    pen.fillStyle = '#37475a';
    pen.fillRect(width / 2 - height * 0.3, height * 0.72, height * 0.6, height);
    pen.fillStyle = '#e2b495';
    pen.beginPath();
    pen.ellipse(width / 2, height * 0.45, height * 0.2, height * 0.28, 0, 0, 7);
    pen.fill();
  }
  return new Promise((resolve) => {
    canvas.toBlob((blob) => {
      resolve(blob ?? new Blob());
    }, 'image/jpeg');
  });
}

/** What would be said of a portrait; `?verdict=blocked|advice` finds nobody, or the head turned aside. */
export function verdictOf(wish: URLSearchParams): VerdictView {
  const asked = wish.get('verdict');
  const nobody = { measure: 'faces', value: 0, score: 0, gate: 'block', advice: 'showFace' } as const;
  const blocked = { instruction: 'showFace', passes: false, faces: 0, allowedBy: null } as const;
  if (asked === 'blocked') return { measures: [nobody], ...blocked };
  const turned = asked === 'advice' ? 'lookStraight' : null;
  const measures: VerdictView['measures'] = [
    { measure: 'faces', value: 1, score: 100, gate: 'block', advice: null },
    { measure: 'singleFace', value: 0, score: 100, gate: 'block', advice: null },
    { measure: 'eyeDistance', value: 129, score: 95, gate: 'block', advice: null },
    { measure: 'yaw', value: turned ? -11.4 : 2.1, score: 96, gate: 'advice', advice: turned },
    { measure: 'sharpness', value: 0.22, score: 99, gate: 'block', advice: null },
    { measure: 'background', value: 3.4, score: 91, gate: 'advice', advice: null },
  ];
  return { measures, instruction: turned, passes: true, faces: 1, allowedBy: null };
}

function pretendVerdicts(held: () => EnrolmentView): Partial<Desk> {
  return {
    picture: ({ field }) => {
      const picture = held().pictures[field];
      return picture ? Promise.resolve(picture) : Promise.reject(new DeskError('noPicture'));
    },
    useAllTheSame: ({ field }, used) => {
      const picture = held().pictures[field];
      if (picture?.verdict) picture.verdict = { ...picture.verdict, allowedBy: used ? 'Ingrid' : null };
      return Promise.resolve(held());
    },
  };
}

/** A place that needs light, and was better before; `?place=person` has somebody in it. */
function pretendChecks(wish: URLSearchParams): Partial<Desk> {
  const at = '2026-11-22T08:02:00Z';
  const rest = { advice: null, before: null, differs: false };
  const measures: StationCheckView['measures'] = [
    { measure: 'light', value: 0.18, advice: 'moreLight', before: 0.62, differs: true },
    { ...rest, measure: 'evenLight', value: 0.93, before: 0.91 },
    { ...rest, measure: 'patches', value: 0.04, before: 0.05 },
    { ...rest, measure: 'colour', value: 3, before: 2 },
    { ...rest, measure: 'pattern', value: 2, before: 2 },
  ];
  const check = { camera: '', at, today: true, before: '2026-11-20T08:10:00Z', measures };
  const focus = { ...rest, measure: 'focus', value: 0.62 } as const;
  const seen =
    wish.get('place') === 'person' ? { kind: 'person' as const } : { kind: 'empty' as const, check };
  return {
    showInMirror: () => Promise.resolve(true),
    checkPlace: () => Promise.resolve(seen),
    checkFocus: () => Promise.resolve({ focus }),
  };
}

/** The commands of the photo; `held` is the enrolment they work on. `?pictures=never|heic` never come or are refused. */
export function pretendPhoto(wish: URLSearchParams, held: () => EnrolmentView): Partial<Desk> {
  let address = '';
  const crop = { x: 262.5, y: 0, width: 675, height: 900, angle: 0 };
  const take = ({ field }: PicturePlace, source: PictureSource, address: string | null = null) => {
    if (wish.get('pictures') === 'never') return new Promise<PictureView>(() => undefined);
    if (wish.get('pictures') === 'heic') return Promise.reject(new DeskError('pictureHeic'));
    const version = (held().pictures[field]?.version ?? 0) + 1;
    const face = held().template?.fields.find(({ name }) => name === field)?.face ?? false;
    const verdict = face ? verdictOf(wish) : null;
    const told = { original: true, proposed: null, verdict };
    const picture: PictureView = { field, source, width: 1200, height: 900, crop, address, version, ...told };
    held().pictures[field] = picture;
    return Promise.resolve(picture);
  };
  return {
    takePicture: (place, source) => take(place, source),
    pickPicture: (place) => take(place, 'file'),
    pastePicture: (place) => take(place, 'clipboard'),
    fetchPicture: (_, asked) => {
      address = asked;
      return wish.get('pictures') === 'never' ? new Promise(() => undefined) : Promise.resolve(null);
    },
    useFetchedPicture: (place) => take(place, 'address', address),
    picturePreview: () => drawn(1200, 900),
    cameraSigns: () => Promise.resolve({ device: false, plugins: true, lacksPermissionKey: false }),
    glance: () => Promise.resolve({ instruction: null, good: true, face: null }),
    portrait: () => drawn(720, 960),
    cutPicture: () => drawn(720, 960),
    ...pretendVerdicts(held),
    ...pretendChecks(wish),
    dropPicture: ({ field }) => {
      const pictures = Object.entries(held().pictures).filter(([name]) => name !== field);
      held().pictures = Object.fromEntries(pictures);
      return Promise.resolve(held());
    },
  };
}
