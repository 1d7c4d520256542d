import { isHubId } from '../cards/map-relations.ts';
import { objectList, textOf } from '../cards/front-values.ts';
import { isJsonObject } from '../support/json.ts';

/** One score of a model as `.eval_results/*.yaml` tells it (hub-docs `eval_results.yaml`). */
export interface Evaluation {
  readonly file: string;
  /** `owner/name` of the benchmark's data set. */
  readonly dataset: string;
  /** Empty where the file names none. */
  readonly task: string;
  readonly value: string;
  /** What the file adds: `With tools`. */
  readonly notes: string;
}

const mostScores = 100;

/** Files of scores among the files of a model. */
export function evaluationFiles(files: readonly string[]): readonly string[] {
  return files.filter((file) => /^\.eval_results\/[\w.-]{1,100}\.ya?ml$/.test(file)).slice(0, 10);
}

/** Reads a parsed file: a list of scores. One without data set or value says nothing and is passed over. */
export function readEvaluations(file: string, parsed: unknown): readonly Evaluation[] {
  return objectList(parsed)
    .slice(0, mostScores)
    .flatMap((each): Evaluation[] => {
      const told = isJsonObject(each['dataset']) ? each['dataset'] : {};
      const [dataset, value] = [textOf(told['id']), textOf(each['value'])];
      if (!isHubId(dataset) || value === '') return [];
      return [
        { file, dataset, task: textOf(told['task_id']), value, notes: textOf(each['notes']) },
      ];
    });
}

/** The scores as one sentence, values as the files give them. */
export function evaluationSentence(evaluations: readonly Evaluation[]): string {
  const scores = evaluations
    .slice(0, 50)
    .map(
      ({ dataset, task, value, notes }) =>
        `${value} on ${dataset}${task === '' ? '' : ` (${task})`}${notes === '' ? '' : `, ${notes}`}`,
    );
  return scores.length === 0 ? '' : `Results reported in the repository: ${scores.join('; ')}.`;
}
