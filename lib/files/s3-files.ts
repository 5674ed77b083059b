import { env } from "@/lib/env";
import type { Shelf } from "./store";

type S3 = typeof import("@aws-sdk/client-s3");

/** A bucket of any S3-compatible store. Without keys in the environment the SDK's own chain finds them. */
export function s3Files(bucket: string): Shelf {
  let opened: Promise<{ s3: S3; client: InstanceType<S3["S3Client"]> }> | undefined;
  const store = () => {
    opened ??= connect();
    return opened;
  };
  return {
    put: async (key, content) => {
      const { s3, client } = await store();
      await client.send(new s3.PutObjectCommand({ Bucket: bucket, Key: key, Body: content }));
    },
    get: async (key) => {
      const { s3, client } = await store();
      try {
        const answer = await client.send(new s3.GetObjectCommand({ Bucket: bucket, Key: key }));
        return Buffer.from((await answer.Body?.transformToByteArray()) ?? []);
      } catch (error) {
        if (error instanceof s3.NoSuchKey) return undefined;
        throw error;
      }
    },
    remove: async (key) => {
      const { s3, client } = await store();
      await client.send(new s3.DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
  };
}

// Half a second to load, and most installations never need it.
async function connect() {
  const s3 = await import("@aws-sdk/client-s3");
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  const client = new s3.S3Client({
    region: env.S3_REGION,
    endpoint: env.S3_ENDPOINT,
    forcePathStyle: env.S3_ENDPOINT !== undefined,
    credentials: accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined,
  });
  return { s3, client };
}
