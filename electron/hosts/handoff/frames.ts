import type { Socket } from 'node:net';

/** Larger than any message of the contract (a piece of a result file has at most 8 million characters). */
const largestFrameBytes = 32 * 1024 * 1024;

/** Newline-delimited JSON over a socket. A frame that is too large or no JSON ends the connection. */
export function readFrames(socket: Socket, onFrame: (frame: unknown) => void): void {
  let chunks: Buffer[] = [];
  let size = 0;
  socket.on('data', (data: Buffer) => {
    let rest = data;
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
      const text = Buffer.concat([...chunks, rest.subarray(0, end)]).toString('utf8');
      chunks = [];
      size = 0;
      rest = rest.subarray(end + 1);
      try {
        onFrame(JSON.parse(text));
      } catch {
        socket.destroy(); // not our protocol
        return;
      }
    }
    if (rest.length === 0) return;
    chunks.push(rest);
    size += rest.length;
    if (size > largestFrameBytes) socket.destroy();
  });
}

export function writeFrame(socket: Socket, frame: unknown): void {
  if (!socket.destroyed) socket.write(`${JSON.stringify(frame)}\n`);
}
