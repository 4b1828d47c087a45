import { InputError } from "../input/errors.js";

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  ENOTDIR: "no such file",
  EISDIR: "is a directory, not a file",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the limit on a file's size is reached",
  EIO: "the device failed",
  ENAMETOOLONG: "the name is too long",
  ELOOP: "its links lead in a circle",
};

/**
 * What `work` does with a file.
 * @param otherwise What to say of a problem that has no words here.
 * @throws InputError in one line that begins with the file's name for what the system says; any other error as it is.
 */
export function withFile<T>(name: string, otherwise: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined) throw error;
    throw new InputError(`${name}: ${PROBLEMS[code] ?? `${otherwise} (${code})`}`);
  }
}
