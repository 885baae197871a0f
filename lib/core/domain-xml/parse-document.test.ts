import fc from "fast-check";
import { ParseOption, XmlDocument } from "libxml2-wasm";
import { describe, expect, it } from "vitest";
import { collected } from "../facts/test-support/fixture.ts";
import { parseXml } from "./parse-document.ts";
import { fixture } from "./test-support/fixture.ts";
import { toText } from "./to-text.ts";

const roundTrip = (text: string) => toText(parseXml(text, ["domain"]).document);
const inside = (text: string) => `<domain>${text}</domain>`;

/** libvirt's own parser. */
function libxml2Takes(text: string): boolean {
  try {
    const option = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NOERROR | ParseOption.XML_PARSE_NOWARNING;
    XmlDocument.fromString(text, { option }).dispose();
    return true;
  } catch {
    return false;
  }
}

describe("parseXml and toText", () => {
  it.each([
    "dumpxml-inactive.crm07.xml",
    "dumpxml-migratable.crm07.xml",
    "dumpxml-inactive.gpu08.xml",
    "dumpxml-live.web01-macvtap.xml",
  ])("gives %s back with the same lines, but for the way of quoting", (name) => {
    const quoted = (text: string) =>
      text
        .trim()
        .replaceAll(/'|&quot;|&apos;/g, '"')
        .split("\n");
    expect(quoted(roundTrip(fixture(name)))).toEqual(quoted(fixture(name)));
  });

  it("keeps names, comments, CDATA, namespaces and strange characters", () => {
    expect(roundTrip(collected("dumpxml-migratable.odd06.xml"))).toContain(`<name>x; $(touch pwn) "数据库" 'q'</name>`);
    const text = `<!-- before --><domain xmlns:q="urn:q"><q:a b="&#10;&#9;&#13;&lt;&quot;"/><!-- in --><x/><![CDATA[<raw>]]><t>a&#13;b\u2028\u0085😀</t></domain>`;
    expect(roundTrip(text)).toBe(`${text}\n`);
  });

  it("drops an XML declaration, because the text is in no encoding any more", () => {
    expect(roundTrip(`<?xml version='1.0' encoding='ISO-8859-1'?>\n<domain/>`)).toBe("<domain/>\n");
  });

  it.each([
    ["a document type", `<!DOCTYPE domain [<!ENTITY a SYSTEM "file:///etc/passwd">]><domain/>`, /document type/],
    ["another root", "<network/>", /expected <domain>, got <network>/],
    ["another program's root", "<domain xmlns='urn:x'/>", /expected <domain>/],
    ["too much", inside(" ".repeat(5 * 1024 * 1024)), /longer than 4194304/],
    ["no XML", "error: Domain not found", /not well-formed/],
    ["nothing", "", /not well-formed XML: missing root/],
    ["a cut document", "<domain>\n<name>a</name>\n", /not well-formed.*domain.*line/],
    ["tags that do not match", inside("<a></b>"), /not well-formed.*mismatch/],
    ["an attribute twice", inside("<a x='1' x='2'/>"), /not well-formed.*redefined/],
    ["an attribute without quotes", inside("<a x=1/>"), /not well-formed/],
    ["attributes without space", inside("<a x='1'y='2'/>"), /not well-formed/],
    ["text after the end", "<domain/>more", /not well-formed/],
    ["a bare &", inside("<a>this & that</a>"), /begins no reference/],
    ["a bare & in an attribute", inside("<a x='this & that'/>"), /begins no reference/],
    ["an entity that nobody declared", inside("&nbsp;"), /begins no reference/],
    ["a reference to NUL", inside("&#0;"), /&#0; to a character/],
    ["a reference to half a pair", inside("<a x='&#xD800;'/>"), /&#xD800; to a character/],
    ["a control character", inside("\u0001"), /cannot carry/],
    ["half a pair", inside("\ud800"), /cannot carry/],
    ["an undeclared prefix", inside("<q:a/>"), /not well-formed/],
    ["endless depth", "<a>".repeat(300_000), /deeper than 256/],
    ["endless siblings", inside("<a/>".repeat(20_001)), /more than 20000 elements/],
    ["depth hidden by self-closing tags and quotes", inside("<a x='/>'><b/>".repeat(300)), /deeper than 256/],
  ])("refuses %s", (_, text, message) => {
    expect(() => parseXml(text, ["domain"])).toThrow(RangeError);
    expect(() => parseXml(text, ["domain"])).toThrow(message);
  });

  it("takes the words of a declaration where they are text", () => {
    expect(roundTrip(inside("<![CDATA[<!DOCTYPE a & b>]]><!-- & <!DOCTYPE -->"))).toContain("<!DOCTYPE a & b>");
  });

  it("never takes what libxml2 refuses, and writes only what it takes", () => {
    const seed = fixture("dumpxml-inactive.crm07.xml").slice(0, 1500).concat("</metadata></domain>");
    const edit = fc.record({
      at: fc.nat(seed.length),
      length: fc.nat(20),
      insert: fc.oneof(
        fc.constantFrom("&", "<", ">", "'", '"', "/", "<!--", "-->", "]]>", "<![CDATA[", "&#", ";", "<?", "="),
        fc.string(),
      ),
    });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 3 }), (edits) => {
        const text = edits.reduce((now, { at, length, insert }) => now.slice(0, at) + insert + now.slice(at + length), seed);
        let written: string;
        try {
          written = roundTrip(text);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          return;
        }
        // xmldom lets "]]>" stand in text and writes it as "]]&gt;".
        expect(libxml2Takes(text) || text.includes("]]>")).toBe(true);
        expect(libxml2Takes(written)).toBe(true);
        expect(roundTrip(written)).toBe(written);
      }),
      { numRuns: 400 },
    );
  });

  it("answers hostile text in bounded time", () => {
    const started = performance.now();
    for (const piece of ["<a ", "<!--", "&lt;", "<a x='", "<a xmlns:b='c'>", "<?x ", "]]>", "<"]) {
      const text = inside(piece.repeat((1024 * 1024) / piece.length));
      try {
        parseXml(text, ["domain"]);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
