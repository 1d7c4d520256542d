import { text } from '#shared/text/browser.en.ts';

/** What packing takes from outside; each step answers or throws. */
export interface PackSteps {
  /** Builds what is stale. False: it failed, and said why. */
  build(): boolean;
  /** Writes the bill of materials and the licences into `out`. */
  writeSupply(): void;
  /** Holds `electron-builder.yml` to the schema of the tool; a sentence for what does not fit, else null. */
  checkConfiguration(): Promise<string | null>;
  /** The path of Electron's binary; null: it is not here and cannot be fetched. */
  findElectron(): Promise<string | null>;
  /** Runs electron-builder; its exit code. */
  runTool(args: readonly string[]): number;
  /** The binaries that were packed. */
  packed(): readonly string[];
  wrongFuses(binary: string): Promise<readonly string[]>;
  say(sentence: string): void;
}

/**
 * Packs the desktop app: `--dir` unpacked, else as `electron-builder.yml` says for this platform. Everything up to the
 * packing works without Electron's binary; the packing does not, and is 3 then. Answers the exit code.
 */
export async function pack(args: readonly string[], steps: PackSteps): Promise<number> {
  if (!steps.build()) return 3;
  steps.writeSupply();
  const fault = await steps.checkConfiguration();
  if (fault !== null) {
    steps.say(fault);
    return 1;
  }
  if ((await steps.findElectron()) === null) {
    steps.say(text.packsWithElectron);
    return 3;
  }
  const status = steps.runTool(args);
  return status === 0 ? await checkFuses(steps) : status;
}

/** What was packed is read again: a door that is open in the binary must not be passed on. */
async function checkFuses(steps: PackSteps): Promise<0 | 1> {
  const binaries = steps.packed();
  let code: 0 | 1 = 0;
  if (binaries.length === 0) {
    steps.say(text.fusesUnread);
    code = 1;
  }
  for (const binary of binaries) {
    const wrong = await steps.wrongFuses(binary);
    if (wrong.length > 0) code = 1;
    steps.say(`${binary}: ${wrong.length === 0 ? text.fusesRight : wrong.join(', ')}`);
  }
  return code;
}
