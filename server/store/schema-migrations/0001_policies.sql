CREATE TABLE "policies" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"policy" json NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "policies_name" ON "policies" USING btree (lower("name"));