/** The part of a pino logger that this folder uses. Nothing secret is ever handed to it. */
export interface LinkLogger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}
