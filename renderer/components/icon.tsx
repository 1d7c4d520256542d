/** The signs of the interface, drawn for it on a 16 px grid with one stroke. Never the only name of a thing. */
const paths = {
  overview: 'M2.2 2.2h4.6v4.6H2.2zM9.2 2.2h4.6v4.6H9.2zM2.2 9.2h4.6v4.6H2.2zM9.2 9.2h4.6v4.6H9.2z',
  collections: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h7',
  hub: 'M8 1.8 13.5 5v6L8 14.2 2.5 11V5zM8 8l5.5-3M8 8v6.2M8 8 2.5 5',
  records: 'M4 1.5h5.5L13 5v9.5H4zM9.5 1.5V5H13M6.5 8h4M6.5 11h4',
  versions:
    'M1.8 8h3M7.2 8h2M11.6 8h2.6M3.3 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6zM12.7 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z',
  requests: 'M1.8 9.5 3.6 3h8.8l1.8 6.5v4H1.8zM1.8 9.5h3.6l1 1.8h3.2l1-1.8h3.6',
  outbox: 'M2 9.5v4h12v-4M8 10.5v-8M4.8 5.4 8 2.2l3.2 3.2',
  conflict: 'M2 4.5h4.5L8 8l1.5-3.5H14M12 2.5l2 2-2 2M2 11.5h4.5L8 8l1.5 3.5H14M12 9.5l2 2-2 2',
  history: 'M2.2 8a5.8 5.8 0 1 0 1.9-4.3M2.3 2.2v2.6h2.6M8 4.8V8l2.3 1.6',
  repositories:
    'M2.5 3.5c0-1 2.5-1.7 5.5-1.7s5.5.7 5.5 1.7v9c0 1-2.5 1.7-5.5 1.7s-5.5-.7-5.5-1.7zM2.5 3.5c0 1 2.5 1.7 5.5 1.7s5.5-.7 5.5-1.7M2.5 8c0 1 2.5 1.7 5.5 1.7s5.5-.7 5.5-1.7',
  settings:
    'M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6M10 2.8a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4zM6 9.8a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4z',
  search: 'M7 2.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6zM10.6 10.6l3.4 3.4',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.2 1.2M11.8 11.8 13 13M13 3l-1.2 1.2M4.2 11.8 3 13',
  moon: 'M13.5 9.6A5.8 5.8 0 0 1 6.4 2.5a5.8 5.8 0 1 0 7.1 7.1z',
  edit: 'M2.5 13.5v-2.6l8-8 2.6 2.6-8 8zM8.7 4.7l2.6 2.6',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  check: 'M3 8.5 6.4 12 13 4.5',
  down: 'M4 6l4 4 4-4',
  up: 'M4 10l4-4 4 4',
  right: 'M6 4l4 4-4 4',
  left: 'M10 4 6 8l4 4',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  undo: 'M5.2 2.8 2.4 5.6l2.8 2.8M2.6 5.6h6.6a4 4 0 0 1 0 8H5',
  file: 'M4 1.5h5.5L13 5v9.5H4zM9.5 1.5V5H13',
  folder: 'M1.8 3.5h4.4l1.5 1.8h6.5v7.2H1.8z',
  grip: 'M6 4h.01M6 8h.01M6 12h.01M10 4h.01M10 8h.01M10 12h.01',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  pause: 'M5.5 3v10M10.5 3v10',
  play: 'M5 3l7.5 5L5 13z',
  retry: 'M13.3 6.2A5.6 5.6 0 1 0 13.6 9M13.6 2.8v3.6H10',
  save: 'M8 2v8M4.8 7.2 8 10.4l3.2-3.2M2.5 13.5h11',
  error: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6',
  warning: 'M8 2 14.5 13.5h-13zM8 6.4v3.4M8 11.4v.6',
  hint: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM8 7.2v4M8 4.6v.6',
  help: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM6.2 6.3a1.8 1.8 0 1 1 2.6 1.6c-.5.3-.8.6-.8 1.1v.2M8 11.2v.2',
  good: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM5.2 8.2 7.2 10.2 10.9 6',
  clock: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM8 4.6V8l2.4 1.4',
  lock: 'M3.5 7.2h9v7h-9zM5.3 7.2V4.9a2.7 2.7 0 0 1 5.4 0v2.3M8 10v1.6',
  eye: 'M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z',
  fit: 'M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 10.5v3h-3M5.5 13.5h-3v-3',
  filter: 'M2 3.5h12M4.5 8h7M6.5 12.5h3',
  link: 'M6.5 9.5l3-3M7 4.5l1.3-1.3a3.2 3.2 0 0 1 4.5 4.5L11.5 9M9 11.5l-1.3 1.3a3.2 3.2 0 0 1-4.5-4.5L4.5 7',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
