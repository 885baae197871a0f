CREATE TABLE "host_facts" (
	"host_id" text PRIMARY KEY NOT NULL,
	"facts" json NOT NULL,
	"domains" json NOT NULL,
	"observed_at_ms" double precision NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hosts" (
	"id" text PRIMARY KEY NOT NULL,
	"added_at_ms" double precision NOT NULL,
	"registration" json NOT NULL
);
--> statement-breakpoint
CREATE TABLE "migration_log" (
	"migration_id" text NOT NULL,
	"id" integer NOT NULL,
	"entry" json NOT NULL,
	CONSTRAINT "migration_log_migration_id_id_pk" PRIMARY KEY("migration_id","id")
);
--> statement-breakpoint
CREATE TABLE "migration_samples" (
	"migration_id" text NOT NULL,
	"at_ms" double precision NOT NULL,
	"sample" json NOT NULL,
	CONSTRAINT "migration_samples_migration_id_at_ms_pk" PRIMARY KEY("migration_id","at_ms")
);
--> statement-breakpoint
CREATE TABLE "migrations" (
	"id" text PRIMARY KEY NOT NULL,
	"revision" integer NOT NULL,
	"idempotency_key" text NOT NULL,
	"domain_uuid" text NOT NULL,
	"source_host_id" text NOT NULL,
	"destination_host_id" text NOT NULL,
	"created_at_ms" double precision NOT NULL,
	"ended_at_ms" double precision,
	"record" json NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ssh_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"created_at_ms" double precision NOT NULL,
	"key" json NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"token" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean NOT NULL,
	"image" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"username" text,
	"display_username" text,
	CONSTRAINT "users_email_unique" UNIQUE("email"),
	CONSTRAINT "users_username_unique" UNIQUE("username")
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "host_facts" ADD CONSTRAINT "host_facts_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "migration_log" ADD CONSTRAINT "migration_log_migration_id_migrations_id_fk" FOREIGN KEY ("migration_id") REFERENCES "public"."migrations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "migration_samples" ADD CONSTRAINT "migration_samples_migration_id_migrations_id_fk" FOREIGN KEY ("migration_id") REFERENCES "public"."migrations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "migrations_idempotency_key" ON "migrations" USING btree ("idempotency_key");--> statement-breakpoint
CREATE UNIQUE INDEX "migrations_one_unfinished_per_domain" ON "migrations" USING btree ("domain_uuid") WHERE ended_at_ms is null;--> statement-breakpoint
CREATE INDEX "migrations_newest" ON "migrations" USING btree ("created_at_ms","id");--> statement-breakpoint
CREATE INDEX "migrations_of_domain" ON "migrations" USING btree ("domain_uuid","created_at_ms");--> statement-breakpoint
CREATE INDEX "migrations_of_source" ON "migrations" USING btree ("source_host_id","created_at_ms");--> statement-breakpoint
CREATE INDEX "migrations_of_destination" ON "migrations" USING btree ("destination_host_id","created_at_ms");--> statement-breakpoint
CREATE INDEX "accounts_of_user" ON "accounts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_of_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verifications_by_identifier" ON "verifications" USING btree ("identifier");