/** What a cluster's scheduler is asked for, so that the parts of a sweep run there. */
export interface Runner {
  readonly name: string;
  /** Of a job's script. */
  readonly template: string;
  /** @throws InputError if its programs are not here. */
  readonly check: () => void;
  /** Most jobs of an array. @throws InputError if there is no answer. */
  readonly mostInArray: () => number;
  /** Id of a new job, or of a new array. @throws InputError with what is said if it is refused. */
  readonly submit: (job: Job) => string;
  /** Which of these jobs have not ended. @throws InputError if there is no answer. */
  readonly queued: (ids: readonly string[]) => readonly Queued[];
  readonly cancel: (id: string) => void;
  /** What a person types to cancel these jobs. */
  readonly cancelling: (ids: readonly string[]) => string;
}

export interface Job {
  /** Path of its script, in whose folder it runs and leaves what it prints. */
  readonly script: string;
  readonly argv: readonly string[];
  /** Numbers of an array's jobs. */
  readonly array?: readonly number[];
  /** Jobs that must have ended, in whatever way. */
  readonly after?: readonly string[];
}

/** A job or several of an array that have one state. */
export interface Queued {
  /** As it was submitted. */
  readonly id: string;
  /** E.g. `12_[5-20] PENDING`. */
  readonly shown: string;
}
