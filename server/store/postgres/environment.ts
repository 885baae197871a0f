/** All that PostgreSQL's programs get of an environment: nothing of ours, in which secrets may stand. */
export const POSTGRES_ENVIRONMENT: NodeJS.ProcessEnv = { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC", NODE_ENV: "production" };
