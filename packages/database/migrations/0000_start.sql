CREATE SCHEMA "account";
--> statement-breakpoint
CREATE SCHEMA "history";
--> statement-breakpoint
CREATE TABLE "account"."idempotency_key" (
	"address" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"response" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_key_address_key_pk" PRIMARY KEY("address","key")
);
--> statement-breakpoint
CREATE TABLE "account"."label" (
	"address" text NOT NULL,
	"subject" text NOT NULL,
	"label" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "label_address_subject_pk" PRIMARY KEY("address","subject")
);
--> statement-breakpoint
CREATE TABLE "account"."nonce" (
	"nonce" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account"."session" (
	"secret_hash" text PRIMARY KEY NOT NULL,
	"address" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account"."setting" (
	"address" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"version" uuid NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "history"."approval" (
	"borrower" text NOT NULL,
	"operator" text NOT NULL,
	"from_block" bigint NOT NULL,
	"until_block" bigint,
	"rights" integer NOT NULL,
	"expiry" bigint NOT NULL,
	CONSTRAINT "approval_borrower_operator_from_block_pk" PRIMARY KEY("borrower","operator","from_block")
);
--> statement-breakpoint
CREATE TABLE "history"."call" (
	"block" bigint NOT NULL,
	"log_index" integer NOT NULL,
	"time" bigint NOT NULL,
	"transaction_hash" text NOT NULL,
	"loan_id" text NOT NULL,
	"creditor_id" integer NOT NULL,
	"caller" text NOT NULL,
	"reason" text NOT NULL,
	"debt" numeric(78, 0) NOT NULL,
	"fee" numeric(78, 0) NOT NULL,
	"repayment" numeric(78, 0) NOT NULL,
	"top_ups" jsonb NOT NULL,
	"ltv_wad" numeric(78, 0),
	"cure_end" bigint NOT NULL,
	"lapse_at" bigint NOT NULL,
	"ending" text,
	"end_block" bigint,
	"end_log_index" integer,
	"end_time" bigint,
	CONSTRAINT "call_block_log_index_pk" PRIMARY KEY("block","log_index")
);
--> statement-breakpoint
CREATE TABLE "history"."creditor" (
	"creditor_id" integer PRIMARY KEY NOT NULL,
	"block" bigint NOT NULL,
	"time" bigint NOT NULL,
	"address" text NOT NULL,
	"loan_token" text NOT NULL,
	"name" text NOT NULL,
	"symbol" text NOT NULL,
	"authority" text,
	"terms" jsonb NOT NULL,
	"fault_block" bigint,
	"fault" text
);
--> statement-breakpoint
CREATE TABLE "history"."liquidation" (
	"block" bigint NOT NULL,
	"log_index" integer NOT NULL,
	"time" bigint NOT NULL,
	"transaction_hash" text NOT NULL,
	"loan_id" text NOT NULL,
	"creditor_id" integer NOT NULL,
	"collateral_id" integer NOT NULL,
	"liquidator" text NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"repaid" numeric(78, 0) NOT NULL,
	"seized" numeric(78, 0) NOT NULL,
	"bonus_wad" numeric(78, 0) NOT NULL,
	"bad_debt" numeric(78, 0) NOT NULL,
	"debt_before" numeric(78, 0) NOT NULL,
	"debt_after" numeric(78, 0) NOT NULL,
	"price_low" numeric(78, 0) NOT NULL,
	"price_high" numeric(78, 0) NOT NULL,
	"seized_value" numeric(78, 0) NOT NULL,
	"sources" jsonb NOT NULL,
	CONSTRAINT "liquidation_block_log_index_pk" PRIMARY KEY("block","log_index")
);
--> statement-breakpoint
CREATE TABLE "history"."listing" (
	"creditor_id" integer NOT NULL,
	"collateral_id" integer NOT NULL,
	"block" bigint NOT NULL,
	"time" bigint NOT NULL,
	"collateral" text NOT NULL,
	"oracle" text NOT NULL,
	"terms" jsonb NOT NULL,
	"closed_block" bigint,
	CONSTRAINT "listing_creditor_id_collateral_id_pk" PRIMARY KEY("creditor_id","collateral_id")
);
--> statement-breakpoint
CREATE TABLE "history"."loan_version" (
	"loan_id" text NOT NULL,
	"from_block" bigint NOT NULL,
	"until_block" bigint,
	"borrower" text NOT NULL,
	"creditor_id" integer NOT NULL,
	"units" numeric(78, 0) NOT NULL,
	"since" bigint NOT NULL,
	"called" boolean NOT NULL,
	"reason" text NOT NULL,
	"holdings" jsonb NOT NULL,
	CONSTRAINT "loan_version_loan_id_from_block_pk" PRIMARY KEY("loan_id","from_block")
);
--> statement-breakpoint
CREATE TABLE "history"."loan" (
	"loan_id" text PRIMARY KEY NOT NULL,
	"borrower" text NOT NULL,
	"creditor_id" integer NOT NULL,
	"opened_block" bigint NOT NULL,
	"opened_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "history"."movement" (
	"block" bigint NOT NULL,
	"log_index" integer NOT NULL,
	"time" bigint NOT NULL,
	"transaction_hash" text NOT NULL,
	"loan_id" text NOT NULL,
	"creditor_id" integer NOT NULL,
	"kind" text NOT NULL,
	"account" text NOT NULL,
	"collateral_id" integer,
	"amount" numeric(78, 0) NOT NULL,
	"debt_after" numeric(78, 0) NOT NULL,
	CONSTRAINT "movement_block_log_index_pk" PRIMARY KEY("block","log_index")
);
--> statement-breakpoint
CREATE TABLE "history"."block" (
	"number" bigint PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"parent_hash" text NOT NULL,
	"time" bigint NOT NULL,
	"transactions" integer NOT NULL,
	CONSTRAINT "block_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "history"."cursor" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"chain_id" integer NOT NULL,
	"book" text NOT NULL,
	"sequencer_feed" text,
	"start" bigint NOT NULL,
	"block" bigint NOT NULL,
	"hash" text NOT NULL,
	"epoch" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "cursor_one" CHECK ("history"."cursor"."one")
);
--> statement-breakpoint
CREATE TABLE "history"."event" (
	"block" bigint NOT NULL,
	"log_index" integer NOT NULL,
	"time" bigint NOT NULL,
	"transaction_hash" text NOT NULL,
	"address" text NOT NULL,
	"emitter" text NOT NULL,
	"name" text NOT NULL,
	"creditor_id" integer,
	"loan_id" text,
	"accounts" text[] NOT NULL,
	"fields" jsonb NOT NULL,
	CONSTRAINT "event_block_log_index_pk" PRIMARY KEY("block","log_index")
);
--> statement-breakpoint
CREATE TABLE "history"."token" (
	"address" text PRIMARY KEY NOT NULL,
	"block" bigint NOT NULL,
	"symbol" text NOT NULL,
	"name" text NOT NULL,
	"decimals" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "history"."transaction" (
	"hash" text PRIMARY KEY NOT NULL,
	"block" bigint NOT NULL,
	"index" integer NOT NULL,
	"sender" text NOT NULL,
	"recipient" text,
	"gas_used" numeric(78, 0) NOT NULL,
	"gas_price" numeric(78, 0) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "history"."feed_round" (
	"feed" text NOT NULL,
	"block" bigint NOT NULL,
	"log_index" integer NOT NULL,
	"time" bigint NOT NULL,
	"answer" numeric(80, 0) NOT NULL,
	"updated_at" bigint NOT NULL,
	"started_at" bigint NOT NULL,
	CONSTRAINT "feed_round_feed_block_log_index_pk" PRIMARY KEY("feed","block","log_index")
);
--> statement-breakpoint
CREATE TABLE "history"."operation" (
	"authority" text NOT NULL,
	"operation_id" text NOT NULL,
	"nonce" bigint NOT NULL,
	"block" bigint NOT NULL,
	"log_index" integer NOT NULL,
	"time" bigint NOT NULL,
	"ready_at" bigint NOT NULL,
	"caller" text NOT NULL,
	"target" text NOT NULL,
	"data" text NOT NULL,
	"call" jsonb,
	"outcome" text,
	"outcome_block" bigint,
	CONSTRAINT "operation_authority_operation_id_nonce_pk" PRIMARY KEY("authority","operation_id","nonce")
);
--> statement-breakpoint
CREATE TABLE "history"."oracle_answer" (
	"oracle" text NOT NULL,
	"from_block" bigint NOT NULL,
	"until_block" bigint,
	"low" numeric(78, 0),
	"high" numeric(78, 0),
	"refusal" jsonb,
	CONSTRAINT "oracle_answer_oracle_from_block_pk" PRIMARY KEY("oracle","from_block")
);
--> statement-breakpoint
CREATE TABLE "history"."oracle" (
	"address" text PRIMARY KEY NOT NULL,
	"block" bigint NOT NULL,
	"kind" text NOT NULL,
	"config" jsonb
);
--> statement-breakpoint
CREATE TABLE "history"."rate_change" (
	"address" text NOT NULL,
	"kind" text NOT NULL,
	"block" bigint NOT NULL,
	"log_index" integer NOT NULL,
	"time" bigint NOT NULL,
	"rate" numeric(78, 0) NOT NULL,
	CONSTRAINT "rate_change_address_kind_block_log_index_pk" PRIMARY KEY("address","kind","block","log_index")
);
--> statement-breakpoint
CREATE TABLE "history"."lender_flow" (
	"block" bigint NOT NULL,
	"log_index" integer NOT NULL,
	"side" integer NOT NULL,
	"time" bigint NOT NULL,
	"transaction_hash" text NOT NULL,
	"creditor_id" integer NOT NULL,
	"account" text NOT NULL,
	"kind" text NOT NULL,
	"assets" numeric(80, 0) NOT NULL,
	"shares" numeric(80, 0) NOT NULL,
	CONSTRAINT "lender_flow_block_log_index_side_pk" PRIMARY KEY("block","log_index","side")
);
--> statement-breakpoint
CREATE TABLE "history"."lender_version" (
	"creditor_id" integer NOT NULL,
	"account" text NOT NULL,
	"from_block" bigint NOT NULL,
	"until_block" bigint,
	"shares" numeric(78, 0) NOT NULL,
	CONSTRAINT "lender_version_creditor_id_account_from_block_pk" PRIMARY KEY("creditor_id","account","from_block")
);
--> statement-breakpoint
CREATE TABLE "history"."loss" (
	"block" bigint NOT NULL,
	"log_index" integer NOT NULL,
	"time" bigint NOT NULL,
	"transaction_hash" text NOT NULL,
	"creditor_id" integer NOT NULL,
	"loan_id" text,
	"bad_debt" numeric(78, 0) NOT NULL,
	"borne" numeric(78, 0) NOT NULL,
	CONSTRAINT "loss_block_log_index_pk" PRIMARY KEY("block","log_index")
);
--> statement-breakpoint
CREATE TABLE "history"."pool_version" (
	"creditor_id" integer NOT NULL,
	"from_block" bigint NOT NULL,
	"until_block" bigint,
	"time" bigint NOT NULL,
	"base_accrued" numeric(78, 0) NOT NULL,
	"updated_at" bigint NOT NULL,
	"base_rate" numeric(78, 0) NOT NULL,
	"cash" numeric(78, 0) NOT NULL,
	"lender_assets" numeric(78, 0) NOT NULL,
	"first_loss" numeric(78, 0) NOT NULL,
	"supply" numeric(78, 0) NOT NULL,
	"class_count" integer NOT NULL,
	"classes" jsonb NOT NULL,
	"config" jsonb NOT NULL,
	"listings" jsonb NOT NULL,
	CONSTRAINT "pool_version_creditor_id_from_block_pk" PRIMARY KEY("creditor_id","from_block")
);
--> statement-breakpoint
CREATE INDEX "idempotency_key_created" ON "account"."idempotency_key" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "nonce_expiry" ON "account"."nonce" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "session_expiry" ON "account"."session" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "session_address" ON "account"."session" USING btree ("address");--> statement-breakpoint
CREATE INDEX "approval_from" ON "history"."approval" USING btree ("from_block");--> statement-breakpoint
CREATE INDEX "approval_until" ON "history"."approval" USING btree ("until_block");--> statement-breakpoint
CREATE INDEX "call_loan" ON "history"."call" USING btree ("loan_id","block");--> statement-breakpoint
CREATE INDEX "call_creditor" ON "history"."call" USING btree ("creditor_id","block");--> statement-breakpoint
CREATE INDEX "call_end" ON "history"."call" USING btree ("end_block");--> statement-breakpoint
CREATE INDEX "liquidation_loan" ON "history"."liquidation" USING btree ("loan_id","block");--> statement-breakpoint
CREATE INDEX "liquidation_creditor" ON "history"."liquidation" USING btree ("creditor_id","block");--> statement-breakpoint
CREATE INDEX "loan_version_from" ON "history"."loan_version" USING btree ("from_block");--> statement-breakpoint
CREATE INDEX "loan_version_until" ON "history"."loan_version" USING btree ("until_block");--> statement-breakpoint
CREATE INDEX "loan_version_borrower" ON "history"."loan_version" USING btree ("borrower","loan_id");--> statement-breakpoint
CREATE INDEX "loan_version_creditor" ON "history"."loan_version" USING btree ("creditor_id","loan_id");--> statement-breakpoint
CREATE INDEX "loan_block" ON "history"."loan" USING btree ("opened_block");--> statement-breakpoint
CREATE INDEX "loan_borrower" ON "history"."loan" USING btree ("borrower");--> statement-breakpoint
CREATE INDEX "loan_creditor" ON "history"."loan" USING btree ("creditor_id");--> statement-breakpoint
CREATE INDEX "movement_loan" ON "history"."movement" USING btree ("loan_id","block","log_index");--> statement-breakpoint
CREATE INDEX "block_time" ON "history"."block" USING btree ("time");--> statement-breakpoint
CREATE INDEX "event_loan" ON "history"."event" USING btree ("loan_id","block","log_index");--> statement-breakpoint
CREATE INDEX "event_creditor" ON "history"."event" USING btree ("creditor_id","block","log_index");--> statement-breakpoint
CREATE INDEX "event_name" ON "history"."event" USING btree ("name","block","log_index");--> statement-breakpoint
CREATE INDEX "event_accounts" ON "history"."event" USING gin ("accounts");--> statement-breakpoint
CREATE INDEX "transaction_block" ON "history"."transaction" USING btree ("block");--> statement-breakpoint
CREATE INDEX "feed_round_block" ON "history"."feed_round" USING btree ("block");--> statement-breakpoint
CREATE INDEX "feed_round_time" ON "history"."feed_round" USING btree ("feed","time");--> statement-breakpoint
CREATE INDEX "operation_block" ON "history"."operation" USING btree ("block");--> statement-breakpoint
CREATE INDEX "operation_outcome" ON "history"."operation" USING btree ("outcome_block");--> statement-breakpoint
CREATE INDEX "oracle_answer_from" ON "history"."oracle_answer" USING btree ("from_block");--> statement-breakpoint
CREATE INDEX "oracle_answer_until" ON "history"."oracle_answer" USING btree ("until_block");--> statement-breakpoint
CREATE INDEX "rate_change_block" ON "history"."rate_change" USING btree ("block");--> statement-breakpoint
CREATE INDEX "lender_flow_account" ON "history"."lender_flow" USING btree ("account","creditor_id","block");--> statement-breakpoint
CREATE INDEX "lender_version_account" ON "history"."lender_version" USING btree ("account");--> statement-breakpoint
CREATE INDEX "lender_version_from" ON "history"."lender_version" USING btree ("from_block");--> statement-breakpoint
CREATE INDEX "lender_version_until" ON "history"."lender_version" USING btree ("until_block");--> statement-breakpoint
CREATE INDEX "loss_creditor" ON "history"."loss" USING btree ("creditor_id","block");--> statement-breakpoint
CREATE INDEX "pool_version_from" ON "history"."pool_version" USING btree ("from_block");--> statement-breakpoint
CREATE INDEX "pool_version_until" ON "history"."pool_version" USING btree ("until_block");--> statement-breakpoint
CREATE INDEX "pool_version_time" ON "history"."pool_version" USING btree ("creditor_id","time");