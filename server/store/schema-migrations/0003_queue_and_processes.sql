CREATE TABLE "lever_requests" (
	"id" text PRIMARY KEY NOT NULL,
	"migration_id" text NOT NULL,
	"at_ms" double precision NOT NULL,
	"action" json NOT NULL,
	"requested_by" text NOT NULL,
	"outcome" json
);
--> statement-breakpoint
CREATE TABLE "server_processes" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"heartbeat_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"name" text PRIMARY KEY NOT NULL,
	"value" json NOT NULL
);
--> statement-breakpoint
CREATE TABLE "socket_io_attachments" (
	"id" bigserial NOT NULL,
	"created_at" timestamp with time zone DEFAULT now(),
	"payload" "bytea",
	CONSTRAINT "socket_io_attachments_id_unique" UNIQUE("id")
);
--> statement-breakpoint
ALTER TABLE "fixes" ADD COLUMN "process_id" text;--> statement-breakpoint
ALTER TABLE "migrations" ADD COLUMN "admitted_at_ms" double precision;--> statement-breakpoint
ALTER TABLE "migrations" ADD COLUMN "owner" text;--> statement-breakpoint
ALTER TABLE "migrations" ADD COLUMN "thinned" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "lever_requests" ADD CONSTRAINT "lever_requests_migration_id_migrations_id_fk" FOREIGN KEY ("migration_id") REFERENCES "public"."migrations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "lever_requests_open" ON "lever_requests" USING btree ("migration_id") WHERE outcome is null;--> statement-breakpoint
UPDATE "migrations" SET "admitted_at_ms" = "created_at_ms";
