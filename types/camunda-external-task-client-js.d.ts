/** camunda-external-task-client-js 3.1.0 ships no types; this is the part the workers use. */
declare module 'camunda-external-task-client-js' {
  export interface TypedValue {
    value: unknown;
    type: string;
    valueInfo?: Record<string, unknown>;
  }
  export class Variables {
    get(name: string): unknown;
    getTyped(name: string): TypedValue | null;
    getAllTyped(): Record<string, TypedValue>;
    setTyped(name: string, value: TypedValue): Variables;
  }
  export interface Task {
    id: string;
    topicName: string;
    activityId: string;
    executionId: string;
    processInstanceId: string;
    processDefinitionKey: string;
    businessKey: string | null;
    /** null before the first failure */
    retries: number | null;
    variables: Variables;
  }
  export interface TaskService {
    complete(task: Task, variables?: Variables, localVariables?: Variables): Promise<void>;
    handleFailure(
      task: Task,
      options: { errorMessage: string; errorDetails: string; retries: number; retryTimeout: number },
    ): Promise<void>;
    handleBpmnError(task: Task, errorCode: string, errorMessage?: string, variables?: Variables): Promise<void>;
  }
  export interface RequestOptions {
    json?: Record<string, unknown>;
    signal?: AbortSignal;
    [option: string]: unknown;
  }
  export interface ClientOptions {
    baseUrl: string;
    workerId?: string;
    maxTasks?: number;
    maxParallelExecutions?: number;
    interval?: number;
    lockDuration?: number;
    asyncResponseTimeout?: number;
    autoPoll?: boolean;
    interceptors?: (options: RequestOptions) => RequestOptions;
  }
  type Handler = (work: { task: Task; taskService: TaskService }) => Promise<void>;
  export interface SubscribeOptions {
    /** Names of the variables to fetch; all when nothing is said. */
    variables?: string[];
  }
  export class Client {
    constructor(options: ClientOptions);
    subscribe(topic: string, handler: Handler): unknown;
    subscribe(topic: string, options: SubscribeOptions, handler: Handler): unknown;
    on(event: string, listener: (...details: unknown[]) => void): this;
    start(): void;
    stop(): void;
  }
  /** Adds a Basic `Authorization` header to every request. */
  export const BasicAuthInterceptor: new (options: {
    username: string;
    password: string;
  }) => (options: RequestOptions) => RequestOptions;
  /** Fetches tokens by client credentials, and adds them to every request. */
  export const KeycloakAuthInterceptor: new (options: {
    tokenEndpoint: string;
    clientId: string;
    clientSecret: string;
  }) => (options: RequestOptions) => RequestOptions;
}
