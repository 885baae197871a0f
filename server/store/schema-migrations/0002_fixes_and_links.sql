CREATE TABLE "fixes" (
	"id" text PRIMARY KEY NOT NULL,
	"revision" integer NOT NULL,
	"idempotency_key" text NOT NULL,
	"at_ms" double precision NOT NULL,
	"state" text NOT NULL,
	"host_ids" text[] NOT NULL,
	"record" json NOT NULL
);
--> statement-breakpoint
CREATE TABLE "link_figures" (
	"source_host_id" text NOT NULL,
	"destination_host_id" text NOT NULL,
	"figures" json NOT NULL,
	CONSTRAINT "link_figures_source_host_id_destination_host_id_pk" PRIMARY KEY("source_host_id","destination_host_id")
);
--> statement-breakpoint
ALTER TABLE "link_figures" ADD CONSTRAINT "link_figures_source_host_id_hosts_id_fk" FOREIGN KEY ("source_host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_figures" ADD CONSTRAINT "link_figures_destination_host_id_hosts_id_fk" FOREIGN KEY ("destination_host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "fixes_idempotency_key" ON "fixes" USING btree ("idempotency_key");--> statement-breakpoint
CREATE INDEX "fixes_newest" ON "fixes" USING btree ("at_ms","id");