import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { HostPlace, LabPaths } from "./config.ts";
import { mustRun } from "./run.ts";

/** A key with its certificate, as files of the machine. */
export interface SignedKey {
  readonly key: string;
  readonly certificate: string;
}

/** What a certificate says: whom it is for, and how long. */
export interface CertificateWish {
  readonly commonName: string;
  readonly dnsNames: readonly string[];
  readonly addresses: readonly string[];
  /** As certtool reads them: "2020-01-01 00:00:00". From now on for a year unless said. */
  readonly validity?: { readonly from: string; readonly until: string };
}

/** Makes a certificate authority and one certificate for each host with TLS, and lays them out as QEMU and libvirt want them. */
export async function layOutTls(paths: LabPaths, places: readonly HostPlace[]): Promise<void> {
  const authority = labAuthority(paths);
  await makeAuthority(authority, `VirtFerry lab ${paths.lab} CA`);
  await Promise.all(
    places
      .filter(({ host }) => host.tls)
      .map(async (place) => {
        const signed = await makeCertificate(authority, namesOf(place), join(paths.keysDir, `tls_${place.host.name}`));
        await installFiles(place, "etc/pki/qemu", qemuFiles(authority, signed));
        if (place.host.remote) await installFiles(place, "etc/pki", libvirtFiles(authority, signed));
      }),
  );
}

/** The lab's own certificate authority. */
export function labAuthority(paths: LabPaths): SignedKey {
  return { key: join(paths.keysDir, "ca-key.pem"), certificate: join(paths.keysDir, "ca-cert.pem") };
}

/** What a host's right certificate is for. Not every host's migration address is in it, as it happens in life. */
export function namesOf({ host, address, migrationAddress }: HostPlace): CertificateWish {
  return {
    commonName: host.name,
    dnsNames: [host.name, ...(host.certifiesMigrationAddress ? [`${host.name}-mig`] : [])],
    addresses: [address, ...(host.certifiesMigrationAddress ? [migrationAddress] : [])],
  };
}

/** Makes a certificate authority under two file names. */
export async function makeAuthority(authority: SignedKey, name: string): Promise<void> {
  await makeKey(authority.key);
  const template = `cn = ${name}\nca\ncert_signing_key\nexpiration_days = 365\n`;
  await certtool(template, ["--generate-self-signed", "--load-privkey", authority.key, "--outfile", authority.certificate]);
}

/** Makes a key and a certificate signed by the authority, as STEM-key.pem and STEM-cert.pem. */
export async function makeCertificate(authority: SignedKey, wish: CertificateWish, stem: string): Promise<SignedKey> {
  const signed = { key: `${stem}-key.pem`, certificate: `${stem}-cert.pem` };
  await makeKey(signed.key);
  const { from, until } = wish.validity ?? {};
  const template = [
    "organization = VirtFerry lab",
    `cn = ${wish.commonName}`,
    ...wish.dnsNames.map((name) => `dns_name = ${name}`),
    ...wish.addresses.map((address) => `ip_address = ${address}`),
    ...["tls_www_server", "tls_www_client", "encryption_key", "signing_key"],
    ...(from && until ? [`activation_date = "${from}"`, `expiration_date = "${until}"`] : ["expiration_days = 365"]),
  ].join("\n");
  const signer = ["--load-ca-certificate", authority.certificate, "--load-ca-privkey", authority.key];
  await certtool(`${template}\n`, [
    "--generate-certificate",
    "--load-privkey",
    signed.key,
    ...signer,
    "--outfile",
    signed.certificate,
  ]);
  return signed;
}

/** The files of QEMU's TLS folder and where each comes from. Without an authority that file stays as it is. */
export function qemuFiles(authority: SignedKey | undefined, signed: SignedKey): Readonly<Record<string, string>> {
  return {
    ...(authority && { "ca-cert.pem": authority.certificate }),
    "server-cert.pem": signed.certificate,
    "server-key.pem": signed.key,
    "client-cert.pem": signed.certificate,
    "client-key.pem": signed.key,
  };
}

/** Copies files into a folder of a host; keys are for root only. */
export async function installFiles(place: HostPlace, folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, source] of Object.entries(files)) {
    const target = join(place.dir, folder, name);
    await mkdir(dirname(target), { recursive: true, mode: 0o755 });
    await copyFile(source, target);
    await chmod(target, name.endsWith("key.pem") ? 0o600 : 0o644);
  }
}

function libvirtFiles(authority: SignedKey, signed: SignedKey): Readonly<Record<string, string>> {
  return {
    "CA/cacert.pem": authority.certificate,
    "libvirt/servercert.pem": signed.certificate,
    "libvirt/clientcert.pem": signed.certificate,
    "libvirt/private/serverkey.pem": signed.key,
    "libvirt/private/clientkey.pem": signed.key,
  };
}

/** RSA: libvirt 9.0 asks for "key encipherment", which an ECDSA certificate cannot have. */
async function makeKey(file: string): Promise<void> {
  await mustRun(["certtool", "--generate-privkey", "--key-type", "rsa", "--bits", "2048", "--outfile", file]);
}

async function certtool(template: string, argv: readonly string[]): Promise<void> {
  const work = await mkdtemp("/tmp/virtferry-lab-cert-");
  try {
    const file = join(work, "template");
    await writeFile(file, template);
    await mustRun(["certtool", ...argv, "--template", file]);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
