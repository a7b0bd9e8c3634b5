CREATE TABLE "history"."authority" (
	"creditor_id" integer NOT NULL,
	"from_block" bigint NOT NULL,
	"until_block" bigint,
	"authority" text NOT NULL,
	CONSTRAINT "authority_creditor_id_from_block_pk" PRIMARY KEY("creditor_id","from_block")
);
--> statement-breakpoint
CREATE INDEX "authority_from" ON "history"."authority" USING btree ("from_block");--> statement-breakpoint
CREATE INDEX "authority_until" ON "history"."authority" USING btree ("until_block");--> statement-breakpoint
INSERT INTO "history"."authority" ("creditor_id", "from_block", "authority")
SELECT "creditor_id", "block", "authority" FROM "history"."creditor" WHERE "authority" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "history"."creditor" DROP COLUMN "authority";