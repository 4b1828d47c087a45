/** Asks a worker: one question in flight, and of those that come meanwhile the latest alone. */

/** @param hear Told of each answer, and of the time since its question was sent [ms]. */
export function asker<Question, Answer>(
  worker: Worker,
  hear: (answer: Answer, waited: number) => void,
): (question: Question) => void {
  let flying: number | undefined;
  let next: Question | undefined;
  const send = (question: Question): void => {
    flying = performance.now();
    worker.postMessage(question);
  };
  worker.onmessage = ({ data }: MessageEvent<Answer>): void => {
    const waited = performance.now() - flying!;
    flying = undefined;
    if (next !== undefined) send(next);
    next = undefined;
    hear(data, waited);
  };
  return (question) => {
    if (flying === undefined) send(question);
    else next = question;
  };
}
