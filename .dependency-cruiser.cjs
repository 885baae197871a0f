/** The arrows of the house (docs/decisions/0001-the-house.md): who may import whom. Each message says where the code belongs. */
const rule = (name, comment, from, to) => ({ name, severity: "error", comment, from, to });

module.exports = {
  forbidden: [
    rule("no-circular", "Two files that need each other are one thing, or a third thing is missing.", {}, { circular: true }),
    rule(
      "core-is-pure",
      "lib/core has no I/O and knows nobody: types, parsers, rules, plans. I/O belongs in server/.",
      { path: "^lib/core/", pathNot: "\\.test\\.ts$|/fixtures/|/(test-support|testing)/" },
      { pathNot: "^lib/core/", dependencyTypesNot: ["npm"] },
    ),
    rule(
      "core-has-no-packages",
      "lib/core needs no package; only lib/core/facts may use the XML parser, and lib/core/domain-xml the XML editor.",
      { path: "^lib/core/", pathNot: "\\.test\\.ts$|/(test-support|testing)/|^lib/core/(facts|domain-xml)/" },
      { dependencyTypes: ["npm", "npm-dev", "core"] },
    ),
    rule(
      "facts-parse-xml-only",
      "lib/core/facts may use libxml2-wasm and nothing else.",
      { path: "^lib/core/facts/", pathNot: "\\.test\\.ts$|/(test-support|testing)/" },
      { dependencyTypes: ["npm", "npm-dev", "core"], pathNot: "libxml2-wasm" },
    ),
    rule(
      "domain-xml-edits-xml-only",
      "lib/core/domain-xml may use @xmldom/xmldom and diff, and nothing else.",
      { path: "^lib/core/domain-xml/", pathNot: "\\.test\\.ts$|/(test-support|testing)/" },
      { dependencyTypes: ["npm", "npm-dev", "core"], pathNot: "@xmldom/xmldom|node_modules/diff/" },
    ),
    rule(
      "contract-knows-core-only",
      "lib/contract is what browser and server agree on: core types, zod and oRPC's contract builder.",
      { path: "^lib/contract/", pathNot: "\\.test\\.ts$" },
      { path: "^(server|app|components|lib/client|lib/format|lib/i18n)/" },
    ),
    rule(
      "browser-never-imports-server",
      "components and lib/client run in the browser: what they need from the server is in lib/contract.",
      { path: "^(components|lib/client)/" },
      { path: "^(server|app)/" },
    ),
    rule(
      "browser-never-parses-facts",
      "Parsers and editors of host text run on the server; the browser gets facts.",
      { path: "^(components|lib/client|app)/" },
      { path: "^lib/core/(facts|domain-xml)/" },
    ),
    rule(
      "one-door-to-the-server",
      "Pages and API routes enter the server through server/runtime.ts only.",
      { path: "^app/" },
      { path: "^server/", pathNot: "^server/runtime\\.ts$", dependencyTypesNot: ["type-only"] },
    ),
    rule(
      "server-shows-nothing",
      "The server does I/O; what shows is in app and components.",
      { path: "^server/" },
      { path: "^(app|components|lib/client)/" },
    ),
    rule(
      "ssh-and-libvirt-know-no-store",
      "Connections and virsh calls store and publish nothing: services do.",
      { path: "^server/(ssh|libvirt)/", pathNot: "\\.test\\.ts$" },
      { path: "^server/(store|realtime|inventory|preflight|migrations|forecast|fixes|policies|tls|access|api)/" },
    ),
    rule(
      "ssh-knows-no-libvirt",
      "server/ssh is below server/libvirt.",
      { path: "^server/ssh/", pathNot: "\\.test\\.ts$" },
      { path: "^server/libvirt/" },
    ),
    rule(
      "services-see-no-socket",
      "A service announces on ServerEvents; server/realtime listens.",
      { path: "^server/(inventory|preflight|migrations|forecast|fixes|policies|tls|access)/" },
      { path: "^server/(realtime|api)/" },
    ),
    rule(
      "services-use-the-stores-interfaces",
      "Services import server/store/repositories.ts only; the runtime hands them the store.",
      {
        path: "^server/(inventory|preflight|migrations|forecast|fixes|policies|tls)/",
        pathNot: "\\.test\\.ts$|/(test-support|testing)/",
      },
      { path: "^server/store/", pathNot: "^server/store/repositories\\.ts$" },
    ),
    rule(
      "features-keep-to-themselves",
      "A feature's components do not reach into another feature: shared parts go to components/ui, table or charts.",
      { path: "^components/(hosts|domains|overview|settings|preflight|migrations|tls)/" },
      {
        path: "^components/(hosts|domains|overview|settings|preflight|migrations|tls)/",
        pathNot: "^components/$1/",
      },
    ),
    rule(
      "product-does-not-need-the-lab",
      "lab, e2e, bench and scripts are tools: the product never imports them.",
      { path: "^(app|components|lib|server)/", pathNot: "\\.test\\.tsx?$|/(test-support|testing)/" },
      { path: "^(lab|e2e|bench|scripts|fleet)/" },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.next|node_modules/(?!libxml2)" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    parser: "swc",
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default", "types"] },
  },
};
