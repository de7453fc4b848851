/** The parts of the worker client that only its test uses, beside those of types/. */
declare module 'camunda-external-task-client-js' {
  export interface Variables {
    getAll(): Record<string, unknown>;
    set(name: string, value: unknown): Variables;
    setAll(values: Record<string, unknown>): Variables;
    setTransient(name: string, value: unknown): Variables;
  }
  export interface Task {
    errorMessage: string | null;
  }
  export interface TaskService {
    complete(id: string): Promise<void>;
    extendLock(id: string, newDurationMs: number): Promise<void>;
    lock(id: string, lockDurationMs: number): Promise<void>;
    unlock(id: string): Promise<void>;
  }
  export interface Client {
    readonly taskService: TaskService;
  }
  export class File {
    constructor(options: { localPath: string; mimetype?: string });
    content: Buffer;
    load(): Promise<File>;
  }
}
