import type { FastifyContextConfig, FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { CommitFailed } from '../../commands/engine-context.ts';
import { DeploymentRefused, NotFound } from '../../commands/refusals.ts';
import { StartFailed } from '../../commands/start-process.ts';
import {
  EngineError,
  type EngineErrorType,
  InstanceNotMigratable,
  InstructionRefused,
  PlanNotValid,
} from '../../engine/engine-error.ts';
import { writeInstanceReport, writePlanReport } from '../migration/reports.ts';
import { RequestError } from './request-error.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Where the reference answers another status for an engine error of some type than `STATUS` says. */
    errorStatus?: Partial<Record<EngineErrorType, number>>;
    /** Engine errors that the reference's route words as another type. */
    errorType?: Partial<Record<EngineErrorType, EngineErrorType>>;
  }
}

/** A caller's mistake is 4xx, a model's fault 500: where the reference answers 500 for mistakes, this table does not. */
const STATUS: Readonly<Record<EngineErrorType, number>> = {
  ProcessEngineException: 500,
  RestException: 400,
  InvalidRequestException: 400,
  NullValueException: 400,
  BadUserRequestException: 400,
  NotValidException: 400,
  NotFoundException: 404,
  OptimisticLockingException: 500,
  MismatchingMessageCorrelationException: 400,
  TaskAlreadyClaimedException: 400,
  MigrationPlanValidationException: 400,
  MigratingProcessInstanceValidationException: 400,
  ParseException: 400,
};

export interface ErrorAnswer {
  status: number;
  body: { type: string; message: string; code: number | null };
}

/** The contract's error body and status for whatever was thrown. */
export function errorAnswer(
  error: unknown,
  { errorStatus = {}, errorType = {} }: Pick<FastifyContextConfig, 'errorStatus' | 'errorType'> = {},
): ErrorAnswer {
  if (error instanceof RequestError) {
    return { status: error.status, body: { type: error.type, message: error.message, code: null, ...error.more } };
  }
  if (error instanceof DeploymentRefused) {
    return { status: 400, body: { type: error.type, message: error.message, code: 0, ...{ details: error.details } } };
  }
  if (error instanceof EngineError) {
    const status = ownStatus(error) ?? errorStatus[error.type] ?? STATUS[error.type];
    return {
      status,
      body: {
        type: wireType(errorType[error.type] ?? error.type),
        message: error.message,
        code: error.code,
        ...validationReport(error),
      },
    };
  }
  if (error instanceof CommitFailed) {
    return { status: 503, body: { type: 'ProcessEngineException', message: error.told, code: null } };
  }
  return frameworkAnswer(error);
}

/** What a refused migration tells beside its message. */
function validationReport(error: EngineError): { validationReport?: object } {
  if (error instanceof PlanNotValid) return { validationReport: writePlanReport(error.reports) };
  if (error instanceof InstanceNotMigratable) return { validationReport: writeInstanceReport(error.report) };
  return {};
}

/** The status of errors that say more than their type; undefined for all others. */
function ownStatus(error: EngineError): number | undefined {
  if (error instanceof NotFound) return 404;
  if (error instanceof InstructionRefused) return 400;
  if (error instanceof StartFailed) return error.onValues ? 500 : 400;
  return undefined;
}

/** Errors of the HTTP framework: bodies too large, of another media type, malformed; anything else is ours to fear. */
function frameworkAnswer(error: unknown): ErrorAnswer {
  const { code, statusCode, message } = (error ?? {}) as Partial<FastifyError>;
  const answer = (status: number, type: string, text: string) => ({
    status,
    body: { type, message: text, code: null },
  });
  if (statusCode === 415) return answer(415, 'NotSupportedException', 'HTTP 415 Unsupported Media Type');
  if (statusCode === 413) return answer(413, 'InvalidRequestException', message ?? 'The request is too large');
  if (statusCode && statusCode >= 400 && statusCode < 500) {
    return answer(statusCode, 'InvalidRequestException', message ?? code ?? 'Bad request');
  }
  return answer(500, 'ProcessEngineException', 'Internal error; the server log says more');
}

/** Correlation failures travel as a RestException whose message names the exception. */
function wireType(type: EngineErrorType): string {
  return type === 'MismatchingMessageCorrelationException' ? 'RestException' : type;
}

/** Fastify's error handler for every route of the contract. */
export function replyWithError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, body } = errorAnswer(error, request.routeOptions.config);
  // The message may quote a variable: the caller is told it, the log is not.
  if (status >= 500) request.log.error({ err: error, req: request }, 'request failed');
  return reply.code(status).send(body);
}
