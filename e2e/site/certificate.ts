import { generate } from 'selfsigned';

/** A certificate that only a browser told to ignore certificate errors takes. */
export async function createCertificate(): Promise<{ key: string; cert: string }> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'candid.test' }]);
  return { key, cert };
}
