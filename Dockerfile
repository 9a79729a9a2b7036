# One stage: Node runs the TypeScript sources as they are, so there is nothing to build.
FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 TFAUTH_DATA_DIR=/data
WORKDIR /app
COPY package.json package-lock.json ./
# The image brings Node itself; the packages that carry it for other machines are left out.
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force
COPY src ./src
COPY knowledge ./knowledge
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=15s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# node itself, not npm: signals reach the process that has to let the database go.
# The small semi-space holds memory down under bursts (339 MB to 193 MB over 10,000 accepted pastes, measured).
CMD ["node", "--max-semi-space-size=4", "src/main.ts"]
