/** Threads of `solveParallel` in this thread: what they are asked and answer is copied, as from thread to thread. */
import { chunkOwner, memoryOfAnswer, type OwnQuestions, type SolverRequest } from "../parallel/requests.js";
import type { SolverThread } from "../parallel/thread.js";

/** @param count How many. @param told Each kind that they are asked. @param questions The caller's own. */
export function ownThreads(
  count: number,
  told: (kind: string) => void = () => {},
  questions?: OwnQuestions,
): SolverThread[] {
  return Array.from({ length: count }, () => {
    const answerTo = chunkOwner(questions);
    return {
      ask: async (request, moved = []) => {
        const own = structuredClone(request, { transfer: [...moved] }) as SolverRequest;
        told(own.kind);
        const answer = answerTo(own);
        return structuredClone(answer, { transfer: memoryOfAnswer(answer) });
      },
    };
  });
}
