import setUpPostgres from "./postgres";
import { buildProduct, productEnvironment, startProduct } from "./product";

/** Once for a run of the browser tests: the build, a PostgreSQL, and one product that most of them share. */
export default async function setUp(): Promise<() => Promise<void>> {
  await buildProduct();
  const stopPostgres = await setUpPostgres();
  const product = await startProduct();
  process.env.E2E_URL = product.url;
  // A test looks into the same database, and seals with the same keys.
  Object.assign(process.env, productEnvironment(product), { NODE_ENV: "test" });
  return async () => {
    await product.stop();
    await stopPostgres();
  };
}
