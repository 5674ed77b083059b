CREATE TABLE "attempts" (
	"key" varchar(255) PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "request_id" uuid;--> statement-breakpoint
CREATE UNIQUE INDEX "messages_request" ON "messages" USING btree ("company_id","employee_id","request_id") WHERE request_id is not null;