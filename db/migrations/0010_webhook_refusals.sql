CREATE TABLE "webhook_refusals" (
	"company_id" integer NOT NULL,
	"integration_id" bigint NOT NULL,
	"reason" text NOT NULL,
	"hour" timestamp (6) with time zone NOT NULL,
	"count" integer NOT NULL,
	"last_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "webhook_refusals_company_id_integration_id_reason_hour_pk" PRIMARY KEY("company_id","integration_id","reason","hour"),
	CONSTRAINT "webhook_refusals_reason_check" CHECK ("reason" in ('unsigned', 'forged', 'stale', 'replayed', 'large', 'shape'))
);
--> statement-breakpoint
ALTER TABLE "webhook_refusals" ADD CONSTRAINT "webhook_refusals_integration_fk" FOREIGN KEY ("company_id","integration_id") REFERENCES "public"."integrations"("company_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "webhook_refusals_hour" ON "webhook_refusals" USING btree ("company_id","hour");