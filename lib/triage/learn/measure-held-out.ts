import { classifyText } from "./classify-text";
import { dealFolds } from "./deal-folds";
import type { Label } from "./learned-classifier";
import { type ClassifierMeasure, measureAnswers } from "./measure-classifier";
import { type Example, type Options, trainClassifier } from "./train-classifier";

const ONE_FOLD_FROM = 500;

/**
 * How well a classifier learnt from such examples does on those it has not seen: one fifth is set aside, or each fifth in turn
 * where there are few. Takes as long as training, or five times as long where there are few.
 */
export function measureHeldOut<L extends Label>(
  examples: Example<L>[],
  options?: Options,
): ClassifierMeasure<L> {
  return measureAnswers(
    dealFolds(examples, ONE_FOLD_FROM).flatMap(({ learnt, aside }) => {
      const classifier = trainClassifier(learnt, options);
      return aside.map(({ text, label }) => ({ expected: label, given: classifyText(classifier, text) }));
    }),
  );
}
