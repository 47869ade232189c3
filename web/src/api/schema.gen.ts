// Generated from web/openapi.json by `npm run generate`. Not edited by hand.

export interface paths {
    "/api/v1/actions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete an action
         * @description The hook no longer gets the events that only this action named. Deliveries that were made stay.
         *
         *     Needs the permission `hooks.edit`.
         */
        delete: operations["delete_action"];
        options?: never;
        head?: never;
        /**
         * Change an action
         * @description What is left out stays as it is. It applies to events that come from now on; deliveries that were made stay.
         *
         *     Needs the permission `hooks.edit`.
         */
        patch: operations["update_action"];
        trace?: never;
    };
    "/api/v1/apps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List apps
         * @description Those that were made, and those that an event or an action named first; the newest first. Every member may
         *     read them.
         */
        get: operations["list_apps"];
        put?: never;
        /**
         * Make an app
         * @description Events and actions name it by its key, which is one of its kind in the tenant and never changes.
         *
         *     Needs the permission `apps.edit`.
         */
        post: operations["create_app"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/apps/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an app
         * @description Every member may read it. The hooks that serve it are `GET /api/v1/hooks` with its key.
         */
        get: operations["get_app"];
        put?: never;
        post?: never;
        /**
         * Delete an app
         * @description Its SKUs go with it. Events that name it stay; where unknown keys are registered, the next such event
         *     brings it back.
         *
         *     Needs the permission `apps.edit`.
         */
        delete: operations["delete_app"];
        options?: never;
        head?: never;
        /**
         * Rename an app
         * @description The key stays: events of the past and actions name it.
         *
         *     Needs the permission `apps.edit`.
         */
        patch: operations["update_app"];
        trace?: never;
    };
    "/api/v1/apps/{id}/skus": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the SKUs of an app
         * @description The newest first. Every member may read them.
         */
        get: operations["list_skus"];
        put?: never;
        /**
         * Make a SKU
         * @description Events and actions name it by its key beside that of its app. The key is one of its kind in the app and
         *     never changes.
         *
         *     Needs the permission `apps.edit`.
         */
        post: operations["create_sku"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the audit log
         * @description Who did what to what, and from where; the newest first. Nothing in it can be changed.
         *
         *     Needs the permission `audit.view`.
         */
        get: operations["list_audit_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the audit log
         * @description All entries that the filter lets through, the newest first, as lines of JSON or as CSV.
         *
         *     Needs the permission `audit.view`.
         */
        get: operations["export_audit_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/branding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the tenant's branding
         * @description What the tenant has in place of the installation's name, colour and logo; null where it has nothing of its
         *     own. Every member may read it: the console does.
         */
        get: operations["get_branding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the tenant's branding
         * @description What is left out stays as it is; null is the installation's. The logo is a file in a `data:` URL, so that
         *     the console loads nothing from elsewhere. The console shows the change when it is loaded again.
         *
         *     Needs the permission `settings.edit`.
         */
        patch: operations["update_branding"];
        trace?: never;
    };
    "/api/v1/deadlines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deadlines
         * @description The newest first. Every member may read them.
         */
        get: operations["list_deadlines"];
        put?: never;
        /**
         * Make a deadline
         * @description It holds for events that are accepted from now on. An event that arms it again, with the same key, starts its time
         *     again. The event that it emits has the data, app, SKU, subjects, actor, origin, component and test mode of the one
         *     that armed it, and names that one in `caused_by`.
         *
         *     Needs the permission `catalog.edit`.
         */
        post: operations["create_deadline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deadlines/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a deadline
         * @description Every member may read them.
         */
        get: operations["get_deadline"];
        put?: never;
        post?: never;
        /**
         * Delete a deadline
         * @description With all its timers: nothing that is armed fires any more.
         *
         *     Needs the permission `catalog.edit`.
         */
        delete: operations["delete_deadline"];
        options?: never;
        head?: never;
        /**
         * Change a deadline
         * @description What is left out stays as it is. Timers that are armed keep their key and their instant; what they emit is what the
         *     deadline says when they are due.
         *
         *     Needs the permission `catalog.edit`.
         */
        patch: operations["update_deadline"];
        trace?: never;
    };
    "/api/v1/deadlines/{id}/timers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what is armed
         * @description The timers of a deadline, the newest first. Their keys come from events, so the resource of the event type that arms
         *     the deadline has to be granted to you.
         *
         *     Needs the permission `events.view`.
         */
        get: operations["list_timers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deadlines/{id}/timers/{timer}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Disarm one timer
         * @description Nothing is emitted for the event that armed it.
         *
         *     Needs the permission `catalog.edit`.
         */
        delete: operations["delete_timer"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deliveries
         * @description Those of resources that are granted to you, and tests; the newest first. Filters narrow together. Where
         *     they match few of many, at most 100,000 deliveries are scanned for a page, and `next_cursor` goes on from
         *     there: a short or empty page is not the last while it has one.
         *
         *     Needs the permission `events.view`.
         */
        get: operations["list_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a delivery
         * @description Needs the permission `events.view`.
         */
        get: operations["get_delivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a delivery's attempts
         * @description In order, each with the exact request and as much of the response as is kept. Without `hooks.edit`, and the
         *     grants of all that the hook gets, secrets in headers, query and body are shown as `***`.
         *
         *     Needs the permission `events.view`.
         */
        get: operations["list_attempts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a delivery
         * @description Cancels one that is waiting, for its first attempt (as with `deliver_at`) or for its next.
         *
         *     Needs the permission `deliveries.replay`.
         */
        post: operations["cancel_delivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay a delivery
         * @description Sends the same event to the same hook again, as a new delivery in the hook's present form, behind everything else
         *     that waits there. The message id stays the same, so that a receiver can tell that it has seen the event.
         *
         *     Needs the permission `deliveries.replay`.
         */
        post: operations["replay_delivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/event-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the catalogue
         * @description Declared event types, and those that were only ever seen on an event; the newest first. Every member may read it.
         */
        get: operations["list_event_types"];
        put?: never;
        /**
         * Declare an event type
         * @description One that was only seen so far becomes declared and keeps its id.
         *
         *     Needs the permission `catalog.edit`.
         */
        post: operations["create_event_type"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/event-types/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an event type
         * @description Every member may read the catalogue.
         */
        get: operations["get_event_type"];
        put?: never;
        post?: never;
        /**
         * Delete an event type
         * @description It leaves the catalogue. Events of it stay, and the next one brings it back as undeclared.
         *
         *     Needs the permission `catalog.edit`.
         */
        delete: operations["delete_event_type"];
        options?: never;
        head?: never;
        /**
         * Change an event type
         * @description What is left out stays as it is. Saying something about a type that was only seen declares it.
         *
         *     Needs the permission `catalog.edit`.
         */
        patch: operations["update_event_type"];
        trace?: never;
    };
    "/api/v1/event-types/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the catalogue
         * @description An OpenAPI 3.1 document whose `webhooks` are the declared event types, in the order of their names: with
         *     descriptions, schemas, headers, and for each example the body that is sent for it. For your customers, and
         *     for tools that generate receivers. Every member may read it. At most 1000 event types, and 8 MiB: narrow
         *     them down by `event_type`.
         */
        get: operations["export_event_types"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events
         * @description Those of resources that are granted to you, the newest first, without their data. Where filters match few
         *     of many, at most 100,000 events are scanned for a page, and `next_cursor` goes on from there: a short or
         *     empty page is not the last while it has one.
         *
         *     Needs the permission `events.view`.
         */
        get: operations["list_events"];
        put?: never;
        /**
         * Post an event
         * @description It is answered once the event and all its deliveries are durable. Your own `id` (or an `Idempotency-Key`) makes the
         *     post idempotent: the same again answers the first event with `duplicate: true`, other content under the same id is
         *     a 409. A type that nobody declared joins the catalogue, unless the tenant's settings refuse it. Data that violates
         *     its type's schema is a 422 with pointers into the data, if the schema's mode is `reject`.
         *
         *     Needs the permission `events.publish`.
         */
        post: operations["create_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an event
         * @description With its data, and its deliveries: which hooks matched, which were skipped, and why.
         *
         *     Needs the permission `events.view`.
         */
        get: operations["get_event"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a held event
         * @description Cancels an event that was posted with `deliver_at`, until that instant: each of its deliveries becomes `cancelled`
         *     with the reason `event_cancelled`. The event stays; one of its deliveries can still be sent by a replay.
         *
         *     Needs the permission `events.publish`.
         */
        post: operations["cancel_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/{id}/matches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Explain which hooks get an event
         * @description For each hook, the newest first: whether it has a delivery of the event, and what each of its actions says about it
         *     now, with the clause of the filter that keeps it out. Actions that were changed since may say something else than
         *     they did when the event came.
         *
         *     Needs the permission `events.view`.
         */
        get: operations["list_event_matches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post many events
         * @description All are stored, or none: 422 names each that is wrong, as in `/events/3/type`. The whole body may be 16 MiB
         *     large (the operator may set another limit).
         *     With an `Idempotency-Key` an event without an id of its own gets the key and its place in the batch as its id, so
         *     that the batch can be sent again.
         *
         *     Needs the permission `events.publish`.
         */
        post: operations["create_event_batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export everything
         * @description All that the tenant has, as lines of JSON, each with its kind in `record` and otherwise as the API shows
         *     it: settings, members, invitations, tokens, apps, SKUs, event types, deadlines, hooks with their actions,
         *     events with their data, deliveries, attempts with what was sent and answered, replays, the audit log;
         *     within each kind the newest first. The first line (`export`) says what is left out: secrets. The last
         *     (`end`) counts the others: without it the export is not complete. What is made meanwhile may be missing. It
         *     needs `settings.edit`, `members.edit`, `events.view` and `audit.view`, and the grant for everything.
         *
         *     Needs the permission `settings.edit`.
         */
        get: operations["export_tenant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/filters/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a filter
         * @description Says whether the filter lets the event through and, if not, which clause keeps it out. Nothing is stored.
         *
         *     Needs the permission `hooks.view`.
         */
        post: operations["check_filter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the tenant's hooks
         * @description The newest first.
         *
         *     Needs the permission `hooks.view`.
         */
        get: operations["list_hooks"];
        put?: never;
        /**
         * Make a hook
         * @description It belongs to the member who makes it, is active from the start, and gets a secret. Its actions need a grant for
         *     the events that they name. The URL must lead to a public address; that is checked now and again at each request.
         *
         *     Needs the permission `hooks.create`.
         */
        post: operations["create_hook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a hook
         * @description Needs the permission `hooks.view`.
         */
        get: operations["get_hook"];
        put?: never;
        post?: never;
        /**
         * Delete a hook
         * @description Its actions go with it, and what waits for it is cancelled. Deliveries and attempts that were made stay.
         *
         *     Needs the permission `hooks.delete`.
         */
        delete: operations["delete_hook"];
        options?: never;
        head?: never;
        /**
         * Change a hook
         * @description What is left out stays as it is. Deliveries that wait are sent in the new form, and tried as the new policy says.
         *
         *     Needs the permission `hooks.edit`.
         */
        patch: operations["update_hook"];
        trace?: never;
    };
    "/api/v1/hooks/{id}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a hook's actions
         * @description In the order in which they were made. A hook has 100 at most, so there is one page.
         *
         *     Needs the permission `hooks.view`.
         */
        get: operations["list_actions"];
        put?: never;
        /**
         * Make an action
         * @description From now on the hook gets the events that it names. They have to be granted to whoever makes it and to the hook's
         *     owner.
         *
         *     Needs the permission `hooks.edit`.
         */
        post: operations["create_action"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hooks/{id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Activate a hook
         * @description It takes deliveries again, from a clean record. What it missed meanwhile is counted, and can be replayed:
         *     `missed.filter` is the filter for that, and the hook's `missed_period` says so until it is done. The hook's
         *     owner must still be allowed to have it.
         *
         *     Needs the permission `hooks.edit`.
         */
        post: operations["activate_hook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hooks/{id}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deactivate a hook
         * @description It takes no more deliveries: events that match are recorded as skipped, and what waits for it is cancelled.
         *
         *     Needs the permission `hooks.edit`.
         */
        post: operations["deactivate_hook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hooks/{id}/missed-period": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Dismiss what a hook missed
         * @description Its `missed_period` is null from then on. Nothing is sent, and no delivery changes: all of it can still be
         *     replayed. Asking again is not an error. Like activating the hook, it needs the grants of its events.
         *
         *     Needs the permission `hooks.edit`.
         */
        delete: operations["dismiss_missed_period"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hooks/{id}/owner": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand a hook over
         * @description Makes another active member its owner, who has to have what the hook needs: `hooks.create`, and the grant for every
         *     action. The hook stays in its state: one that is inactive is to be activated then. `GET …/owner/candidates`
         *     lists who can take it.
         *
         *     Needs the permission `hooks.edit`.
         */
        post: operations["hand_over_hook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hooks/{id}/owner/candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who can take a hook
         * @description The active members who have what the hook needs, its owner left out. A page may hold fewer of them than its limit,
         *     or none, and yet have a next one.
         *
         *     Needs the permission `hooks.edit`.
         */
        get: operations["list_hook_candidates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hooks/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a hook
         * @description It collects its deliveries and sends none until it is resumed.
         *
         *     Needs the permission `hooks.edit`.
         */
        post: operations["pause_hook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hooks/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview a request
         * @description The exact request that an event would become for this hook at this moment, signature included; without
         *     `hooks.edit` and the grants of all that the hook gets, secrets and signatures are shown as `***`. It is
         *     sent nowhere, and the event need not match the hook's actions. A list that is too long for one request is
         *     split into several: `parts` says how many, and `further` shows those after the first.
         *
         *     Needs the permission `hooks.view`.
         */
        post: operations["preview_hook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hooks/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a hook
         * @description What it collected while it was paused is sent, in order, and before what comes in meanwhile. With a rate,
         *     no faster than that: the hook shows it as `drain`, until none of what it collected is waiting; then its own
         *     rate holds again. A hook that is draining already gets the new rate, or, without one, is no longer
         *     slowed down. The body may be left out.
         *
         *     Needs the permission `hooks.edit`.
         */
        post: operations["resume_hook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hooks/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a hook's secrets
         * @description What its requests are signed with, for the receiver to verify them.
         *
         *     Needs the permission `hooks.edit`.
         */
        get: operations["get_hook_secret"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hooks/{id}/secret/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate a hook's secret
         * @description The new secret signs from now on; the old one signs as well for `grace_seconds`, so that the receiver can change in
         *     its own time. An old secret that was to sign for longer than that ends with it. An authenticity token goes
         *     out alone: receivers compare it with one value.
         *
         *     Needs the permission `hooks.edit`.
         */
        post: operations["rotate_hook_secret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test a hook
         * @description Sends a ping in the hook's own form, once, before everything else that waits. What the hook's policy counts as
         *     delivered leaves the hook as it is; anything else makes it inactive, with the reason `test_failed`. Testing
         *     an inactive hook sends nothing: the answer is the exact request that would have been sent.
         *
         *     Needs the permission `hooks.test`.
         */
        post: operations["test_hook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hooks/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview a request of a hook that is not saved
         * @description The exact request that an event would become at this moment, were the hook saved like this. Nothing is
         *     saved, sent or looked up: whether the URL leads to an address that may be called is found out when the hook
         *     is saved. With `hook_id` it needs the permission `hooks.edit` instead, and the grants of all that the hook gets.
         *
         *     Needs the permission `hooks.create`.
         */
        post: operations["preview_hook_draft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the tenant's invitations
         * @description The newest first, whatever has become of them.
         *
         *     Needs the permission `members.edit`.
         */
        get: operations["list_invitations"];
        put?: never;
        /**
         * Invite somebody
         * @description Mails a link that works once and for a limited time. Nobody can give more than they have, either now or when the
         *     invitation is accepted.
         *
         *     Needs the permission `members.edit`.
         */
        post: operations["create_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an invitation
         * @description Its link no longer works from then on.
         *
         *     Needs the permission `members.edit`.
         */
        delete: operations["delete_invitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an invitation again
         * @description With a new link; the one before no longer works from then on. Also for an invitation that has expired.
         *     Nobody can send one that offers more than they have themselves.
         *
         *     Needs the permission `members.edit`.
         */
        post: operations["resend_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation
         * @description Makes the account if the address has none, makes it a member of the tenant, and signs it in. The link is used up by
         *     it. An account that exists is never given another password here: its person shows theirs, or is signed in.
         */
        post: operations["accept_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What does this link offer?
         * @description Nothing is changed by it. A POST, so that the token does not appear in logs.
         */
        post: operations["lookup_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the tenant's members
         * @description The newest first.
         *
         *     Needs the permission `members.edit`.
         */
        get: operations["list_members"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a member
         * @description Needs the permission `members.edit`.
         */
        get: operations["get_member"];
        put?: never;
        post?: never;
        /**
         * Remove a member
         * @description Their tokens are revoked and their hooks deactivated; the hooks can be handed to somebody else. Their account stays,
         *     for other tenants. Only an owner removes another owner.
         *
         *     Needs the permission `members.edit`.
         */
        delete: operations["delete_member"];
        options?: never;
        head?: never;
        /**
         * Change a member
         * @description Their permissions, grants or state. It holds from the next request on, for their sessions and tokens alike; hooks of
         *     theirs that they may no longer own are deactivated (`POST …/preview` lists them). Nobody can give what they
         *     do not have themselves. Only an owner, who has every permission and grant, can take anything from another owner.
         *     Somebody always remains who can edit members.
         *
         *     Needs the permission `members.edit`.
         */
        patch: operations["update_member"];
        trace?: never;
    };
    "/api/v1/members/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview a change of a member
         * @description Shows which hooks the change would deactivate and which tokens would lose what, and changes nothing. A change that
         *     would be refused is refused here too. For what removing a member would do, send `{"state": "disabled"}`.
         *
         *     Needs the permission `members.edit`.
         */
        post: operations["preview_member"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/membership": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Leave the tenant
         * @description One's own tokens are revoked and one's own hooks deactivated; they can be handed to somebody else before. Needs no
         *     permission, but a session.
         */
        delete: operations["leave_tenant"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operator/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is the operator
         * @description By which token they are signed in.
         */
        get: operations["get_operator_session"];
        put?: never;
        /**
         * Sign in as the operator
         * @description For the console: begins a session, whose key lies in a cookie that no script can read. It ends after eight hours
         *     (`session.lifetime_s`, if that is less), when the operator signs out, and when the token is revoked.
         *     Programs send their token with each request instead.
         */
        post: operations["create_operator_session"];
        /**
         * Sign the operator out
         * @description Ends the session of the cookie at once, in every tab. The token stays valid: `billhook admin` revokes it.
         */
        delete: operations["delete_operator_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/password-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a new password
         * @description Mails a link to the address, if it has an account. The answer is the same, and takes as long, if it has none. An
         *     account is sent a few links an hour; asking for more answers the same and sends nothing.
         */
        post: operations["create_password_reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/password-resets/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set a new password by a link
         * @description Uses up the link and every other that was sent, ends all sessions of the account, and forgets its failed sign-ins.
         *     Sign in with the new password then.
         */
        post: operations["confirm_password_reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/password-resets/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whose password does this link change?
         * @description Nothing is changed by it. A POST, so that the token does not appear in logs.
         */
        post: operations["lookup_password_reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permission-sets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List ready-made sets of permissions
         * @description Starting points for a new member, the largest first. A member has permissions, not a set: any combination will do.
         */
        get: operations["list_permission_sets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/presets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the presets
         * @description All of them on one page, the default first.
         */
        get: operations["list_presets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/presets/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a preset
         * @description With its catalogue of event types.
         */
        get: operations["get_preset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/presets/{name}/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import a preset's catalogue
         * @description Each of its event types becomes a declared event type of the tenant, with its description and example. Sent again,
         *     it changes nothing. What the tenant has declared itself stays as it is, unless `existing=replace`; then its schemas
         *     still stay, and an example that violates one of them is a conflict.
         *
         *     Needs the permission `catalog.edit`.
         */
        post: operations["import_preset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List replays
         * @description The newest first. What came of each is told by the replay itself.
         *
         *     Needs the permission `deliveries.replay`.
         */
        get: operations["list_replays"];
        put?: never;
        /**
         * Replay many deliveries
         * @description Sends each delivery that the filter takes again, once, as a new delivery of the same event for the same hook, the
         *     oldest first and behind everything else that waits there. It takes what had ended when you asked, of
         *     resources that were granted to you then, and no tests; the original deliveries stay as they are. Progress
         *     shows on the replay.
         *
         *     Over `events`, it gives the filter's hook a delivery of each event that it never had and that its actions
         *     take now: for a hook that was made, or widened, after they came.
         *
         *     Needs the permission `deliveries.replay`.
         */
        post: operations["create_replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/replays/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a replay
         * @description Needs the permission `deliveries.replay`.
         */
        get: operations["get_replay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/replays/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a replay
         * @description It makes no more deliveries. Those that it has made are sent; each can be cancelled by itself.
         *
         *     Needs the permission `deliveries.replay`.
         */
        post: operations["cancel_replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/replays/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count what would be replayed
         * @description Deliveries that have ended, or events that a hook never had, of resources that are granted to you; no
         *     tests. Nothing is sent.
         *
         *     Needs the permission `deliveries.replay`.
         */
        post: operations["count_replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who am I?
         * @description The user, and the tenants that they are a member of, with permissions and grants. With a token: its member, and
         *     what the token may do in its tenant.
         */
        get: operations["get_session"];
        put?: never;
        /**
         * Sign in
         * @description Sets two cookies: a short-lived access token, and the credential that refreshes it. Failures are limited per
         *     account and per address. Whether an account exists cannot be learned here.
         */
        post: operations["create_session"];
        /**
         * Sign out
         * @description Ends the session at once, in every tab; also when its access token has expired.
         */
        delete: operations["delete_session"];
        options?: never;
        head?: never;
        /**
         * Change your own account
         * @description The name is the person's, in every tenant that they are a member of. What was written with the one before,
         *     such as the audit log, stays as it is.
         */
        patch: operations["update_session"];
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the password
         * @description Ends every other session of the account. A wrong present password counts as a failed sign-in.
         */
        post: operations["change_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/portal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a link into a tenant's console
         * @description Uses the link up, and begins a session with what it carries. The session ends by itself, and for another the
         *     operator has to be asked for another link. A POST, so that the token does not appear in logs.
         */
        post: operations["open_portal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refresh the session
         * @description Gives a new access token for the refresh credential, and a new credential in its place. The old one is good for
         *     another 30 seconds, for tabs that refresh at the same moment; used later, it ends the session.
         */
        post: operations["refresh_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where am I signed in?
         * @description Every active session, the newest first.
         */
        get: operations["list_sessions"];
        put?: never;
        post?: never;
        /**
         * End every other session
         * @description Only the session that makes this request goes on.
         */
        delete: operations["delete_other_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one session
         * @description Whoever is signed in there is signed out at once.
         */
        delete: operations["delete_session_by_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the tenant's settings
         * @description With what is in force once the operator's bounds are counted in. Every member may read them.
         */
        get: operations["get_settings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the tenant's settings
         * @description What is left out stays as it is. It holds from now on: for events that are posted after the answer, for hooks that
         *     are made after it. Fewer days of history erase what is older within minutes.
         *
         *     Needs the permission `settings.edit`.
         */
        patch: operations["update_settings"];
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Does the installation wait to be set up? */
        get: operations["get_setup"];
        put?: never;
        /**
         * Set the installation up
         * @description Makes the first tenant and its first member, with every permission and grant, and signs them in. The link is
         *     used up by it.
         */
        post: operations["create_setup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/skus/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a SKU
         * @description Every member may read it. The hooks that serve it are `GET /api/v1/hooks` with its key.
         */
        get: operations["get_sku"];
        put?: never;
        post?: never;
        /**
         * Delete a SKU
         * @description Events that name it stay; where unknown keys are registered, the next such event brings it back.
         *
         *     Needs the permission `apps.edit`.
         */
        delete: operations["delete_sku"];
        options?: never;
        head?: never;
        /**
         * Rename a SKU
         * @description The key stays: events of the past and actions name it.
         *
         *     Needs the permission `apps.edit`.
         */
        patch: operations["update_sku"];
        trace?: never;
    };
    "/api/v1/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read statistics
         * @description The outcome of deliveries in each step of a period: of granted resources, tests left out. Deliveries count
         *     when they end, attempts when they are made. Percentiles are estimated within classes of durations.
         *
         *     Needs the permission `events.view`.
         */
        get: operations["get_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listen for changes
         * @description Server-sent events: first a `ready`, if you name no place to begin at, then a `change` whenever there is something
         *     new. Its data says what has changed: any of `events`, `deliveries` and `hooks`, separated by spaces; the
         *     first two only for those with `events.view`. Then fetch what you show of it. The stream ends after
         *     `limits.stream_s`, or when something changes in what members and tokens may do: open it again with the id
         *     of the last event as `Last-Event-ID`, and what came meanwhile is sent at once.
         *
         *     Needs the permission `hooks.view`.
         */
        get: operations["open_stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the tenants
         * @description All of the installation, the newest first, each with how it fares.
         */
        get: operations["list_tenants"];
        put?: never;
        /**
         * Make a tenant
         * @description It has no members yet: post events to it by `Billhook-Tenant: key:…`, and open the console in it by a link.
         */
        post: operations["create_tenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a tenant
         * @description With how it fares: its hooks by state, what waits, what bounds it, and how far its deletion is, if it is
         *     being deleted.
         */
        get: operations["get_tenant"];
        put?: never;
        post?: never;
        /**
         * Delete a tenant
         * @description For good, with everything that it has; have its data exported before. It ends at once: its people and tokens are
         *     out, and it takes and sends nothing. Erasing takes its time: meanwhile the tenant is `deleting` and `GET` tells how
         *     far that is, and when it is done there is no such tenant. People who are members of no other tenant go with it.
         */
        delete: operations["delete_tenant"];
        options?: never;
        head?: never;
        /**
         * Change a tenant
         * @description Its name, your key for it, or its state. A suspended tenant takes no events (409) and sends nothing; its people can
         *     still sign in and look. What waits is kept, and sent once the tenant is `active` again. `portal` bounds
         *     what links into its console open.
         */
        patch: operations["update_tenant"];
        trace?: never;
    };
    "/api/v1/tenants/{id}/branding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a tenant's branding
         * @description What the tenant has in place of the installation's name, colour and logo; null where it has nothing of its own.
         */
        get: operations["get_tenant_branding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a tenant's branding
         * @description What is left out stays as it is; null is the installation's. The tenant's people see who changed it in
         *     their audit log, and may change it themselves with `settings.edit`.
         */
        patch: operations["update_tenant_branding"];
        trace?: never;
    };
    "/api/v1/tenants/{id}/hooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a tenant's hooks
         * @description How they fare, the newest first; with `state=inactive` those that are switched off, and why. The operator
         *     sees neither where they send nor what.
         */
        get: operations["list_tenant_hooks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{id}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a link into a tenant's console
         * @description Whoever opens it is in the console of this tenant, with what the link carries and nothing more, and needs
         *     no account. It works once, and for a short time; the session that it opens ends by itself. Ask for a link
         *     when somebody wants to go there, and send them to it right away, in a tab or in a frame.
         */
        post: operations["create_tenant_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the tenant's tokens
         * @description Those that are not revoked, the newest first.
         *
         *     Needs the permission `tokens.edit`.
         */
        get: operations["list_tokens"];
        put?: never;
        /**
         * Make a token
         * @description It is a credential of the member who makes it, and never allows more than that member may do at the moment
         *     of use. It cannot be given more than its maker has. The credential is shown only this once.
         *
         *     Needs the permission `tokens.edit`.
         */
        post: operations["create_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a token
         * @description It is not valid from then on. Others' tokens can be revoked by whoever may do all that they may; those of members
         *     who are not owners also by whoever may edit members.
         *
         *     Needs the permission `tokens.edit`.
         */
        delete: operations["delete_token"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is the process alive? */
        get: operations["get_liveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Can it work?
         * @description 200 only if the database takes writes and the jobs of this process run; otherwise 503 with what does not.
         */
        get: operations["get_readiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What does it count?
         * @description In the text format of Prometheus.
         */
        get: operations["get_metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Somebody joins. */
        Acceptance: {
            /**
             * @description What they are called. Needed for a new account; ignored otherwise.
             * @example Bob
             */
            name?: string | null;
            /**
             * Format: password
             * @description For a new account: its password, of 12 to 256 characters. For one that exists: the one that it has, unless they
             *     are signed in to it.
             */
            password?: string | null;
            /** @description The token of the link. */
            token: string;
        };
        /** @description What became of a posted event. */
        AcceptedEvent: {
            /** @description True if it was there before: the same id with the same content. */
            duplicate: boolean;
            /** @example evt_01jd3v9k2mfs8r0h6x3w7y5z4q */
            id: string;
            /**
             * Format: int32
             * @description How many hooks get it.
             * @example 1
             */
            matched: number;
            /**
             * Format: int32
             * @description How many hooks would have got it, had they been active.
             * @example 0
             */
            skipped: number;
            /** @example invoice.paid */
            type: string;
        };
        /** @description What became of a batch. */
        AcceptedEvents: {
            /** @description One result for each event, in the order in which they were posted. */
            data: components["schemas"]["AcceptedEvent"][];
        };
        /** @description Binds a hook to event types. */
        Action: {
            app?: string | null;
            /** Format: date-time */
            created_at: string;
            /** @example invoice.* */
            event_type: string;
            /** @description Conditions on the event; null: none. */
            filter?: Record<string, unknown> | null;
            /** @example hk_01jd3v9k2mfs8r0h6x3w7y5z4q */
            hook_id: string;
            /** @example act_01jd3v9k2mfs8r0h6x3w7y5z4q */
            id: string;
            sku?: string | null;
            /** Format: date-time */
            updated_at: string;
        };
        /** @description What an action says of an event. */
        ActionMatch: {
            /** @example act_01jd3v9k2mfs8r0h6x3w7y5z4q */
            action_id: string;
            /** @example invoice.* */
            event_type: string;
            failing?: components["schemas"]["FailingClause"] | null;
            left_out_by?: components["schemas"]["LeftOutBy"] | null;
        };
        /** @description Changes to an action; what is left out stays. */
        ActionPatch: {
            /** @description Null: events about any app, or none. */
            app?: string | null;
            /** @example invoice.* */
            event_type?: string | null;
            /** @description Null: no conditions. */
            filter?: Record<string, unknown> | null;
            /** @description Null: events about any SKU, or none. */
            sku?: string | null;
        };
        /** @description A hook that was activated. */
        ActivatedHook: components["schemas"]["Hook"] & {
            missed?: components["schemas"]["MissedDeliveries"] | null;
        };
        /**
         * @description What kind of actor did something.
         * @enum {string}
         */
        ActorKind: "user" | "token" | "system" | "operator";
        /** @description A product of the tenant. */
        App: {
            /** Format: date-time */
            created_at: string;
            /** @example app_01jd3v9k2mfs8r0h6x3w7y5z4q */
            id: string;
            /**
             * @description What events and actions name it by.
             * @example game
             */
            key: string;
            /** @example The Game */
            name: string;
            /** Format: date-time */
            updated_at: string;
        };
        /** @description One HTTP exchange of a delivery. */
        Attempt: components["schemas"]["AttemptSummary"] & {
            request: components["schemas"]["Request"];
            response?: components["schemas"]["Response"] | null;
        };
        /** @description A page of attempts. */
        AttemptPage: {
            data: components["schemas"]["Attempt"][];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description How an attempt went. */
        AttemptSummary: {
            /** Format: int32 */
            duration_ms: number;
            /** @description What went wrong, where the outcome does not say it all. */
            error?: string | null;
            /** @example att_01jd3v9k2mfs8r0h6x3w7y5z4q */
            id: string;
            /**
             * Format: int32
             * @description Its number in the delivery, from 1.
             */
            number: number;
            outcome: components["schemas"]["Outcome"];
            /** Format: date-time */
            started_at: string;
            /**
             * Format: int32
             * @description The status, if there was a response.
             * @example 200
             */
            status?: number | null;
        };
        /** @description Who did it, as they were called then. */
        AuditActor: {
            /** @description The address that the request came from. */
            address?: string | null;
            /** @description The id of the user or token, where there is one. */
            id?: string | null;
            kind: components["schemas"]["ActorKind"];
            name: string;
        };
        /** @description Who did what to what. */
        AuditEntry: {
            actor: components["schemas"]["AuditActor"];
            /** @description How it is since then. */
            after?: Record<string, unknown> | null;
            /** @description How it was, as far as that changed; secrets are never kept. */
            before?: Record<string, unknown> | null;
            /** Format: date-time */
            created_at: string;
            /** @example aud_01jd3v9k2mfs8r0h6x3w7y5z4q */
            id: string;
            /**
             * @description What was done.
             * @example hook.updated
             */
            operation: string;
            subject: components["schemas"]["AuditSubject"];
        };
        /** @description What it was done to, as it was called then. */
        AuditSubject: {
            id: string;
            /**
             * @description `hook`, `token`, `member`, …
             * @example hook
             */
            kind: string;
            name: string;
        };
        /** @description What waits. */
        Backlog: {
            /**
             * Format: int64
             * @description Those of them whose time has come.
             * @example 1
             */
            due: number;
            /** @description False if there are more than the 10,000 that are counted. */
            is_exact: boolean;
            /**
             * Format: int64
             * @description Deliveries that have not ended.
             * @example 7
             */
            waiting: number;
        };
        /** @description What a tenant has in place of the installation's look. */
        Branding: {
            /**
             * @description The colour that leads; null: as in the whole installation.
             * @example #17596c
             */
            colour?: string | null;
            /**
             * @description The logo as a `data:` URL; null: that of the installation, or with a name of its own none.
             * @example data:image/png;base64,iVBORw0KGgo=
             */
            logo?: string | null;
            /**
             * @description What the console is called; null: as in the whole installation.
             * @example Acme Events
             */
            name?: string | null;
            /** @description A style sheet for the console that puts the colour's shades in place; null where there is no colour. */
            styles?: string | null;
        };
        /** @description Changes to the branding; what is left out stays, null is the installation's. */
        BrandingPatch: {
            /**
             * @description The colour that leads. Where white could not be read on it, a darker one is taken.
             * @example #17596c
             */
            colour?: string | null;
            /**
             * @description A PNG, JPEG or WebP file of at most 64 KiB as a `data:` URL in base64.
             * @example data:image/png;base64,iVBORw0KGgo=
             */
            logo?: string | null;
            /**
             * @description What the console is called.
             * @example Acme Events
             */
            name?: string | null;
        };
        /** @description What became of an event that was cancelled. */
        CancelledEvent: {
            /**
             * @description How many deliveries will not be sent.
             * @example 1
             */
            cancelled: number;
            /** @example evt_01jd3v9k2mfs8r0h6x3w7y5z4q */
            id: string;
        };
        /** @description An event type of a preset's catalogue. */
        CatalogEntry: {
            description: string;
            /** @description Data as an event of this type carries it. */
            example: unknown;
            /** @example invoice.created */
            name: string;
        };
        /** @description What an event that Billhook emitted itself follows from. */
        Cause: {
            /**
             * @description The deadline.
             * @example ddl_01jd3v9k2mfs8r0h6x3w7y5z4q
             */
            deadline_id: string;
            /**
             * @description The event that armed the deadline.
             * @example evt_01jd3v9k2mfs8r0h6x3w7y5z4q
             */
            event_id: string;
        };
        /** @description A token, with its credential. */
        CreatedToken: components["schemas"]["Token"] & {
            /**
             * @description The credential, for `Authorization: Bearer …`. It is shown only this once.
             * @example bh_C2FVsBQIhrscChlQIMV-b5sSYspob7oDpQ1vVw6dZ0A
             */
            token: string;
        };
        /** @description When an event of one type comes, and none of another with the same key within a time, a third is emitted. */
        Deadline: {
            /** Format: date-time */
            created_at: string;
            /**
             * @description The event type that it emits.
             * @example flow.abandoned
             */
            emit: string;
            /** @example ddl_01jd3v9k2mfs8r0h6x3w7y5z4q */
            id: string;
            /**
             * @description Where in the data of both is what they have in common.
             * @example /customer/external_id
             */
            key: string;
            /** @example Abandoned flows */
            name: string;
            /**
             * @description The event type that disarms it.
             * @example flow.completed
             */
            unless: string;
            /** Format: date-time */
            updated_at: string;
            /**
             * @description The event type that arms it.
             * @example flow.started
             */
            when: string;
            /**
             * Format: int64
             * @description How long it waits.
             * @example 3600000
             */
            within_ms: number;
        };
        /** @description Changes to a deadline; what is left out stays. */
        DeadlinePatch: {
            emit?: string | null;
            key?: string | null;
            name?: string | null;
            unless?: string | null;
            when?: string | null;
            /** Format: int64 */
            within_ms?: number | null;
        };
        /** @description One event for one hook. */
        Delivery: {
            /**
             * Format: int32
             * @description How many attempts have ended.
             */
            attempts: number;
            /** Format: date-time */
            created_at: string;
            /** @example evt_01jd3v9k2mfs8r0h6x3w7y5z4q */
            event_id: string;
            /** @example invoice.paid */
            event_type: string;
            /** Format: date-time */
            finished_at?: string | null;
            /** @example hk_01jd3v9k2mfs8r0h6x3w7y5z4q */
            hook_id: string;
            /** @example dlv_01jd3v9k2mfs8r0h6x3w7y5z4q */
            id: string;
            kind: components["schemas"]["DeliveryKind"];
            last_attempt?: components["schemas"]["AttemptSummary"] | null;
            /**
             * Format: date-time
             * @description When it is sent next, while it is pending.
             */
            next_attempt_at?: string | null;
            /**
             * Format: int32
             * @description Which of the event's requests it is, from 0; a long list becomes several.
             */
            part: number;
            /**
             * @description The delivery that it repeats; null if it is the first of its event for its hook.
             * @example dlv_01jd3v9k2mfs8r0h6x3w7y5z4q
             */
            repeats_id?: string | null;
            /**
             * @description The replay of many that made it, as long as that is known; the replay itself may no longer be kept.
             * @example rpl_01jd3v9k2mfs8r0h6x3w7y5z4q
             */
            replay_id?: string | null;
            state: components["schemas"]["DeliveryState"];
            state_reason?: components["schemas"]["DeliveryReason"] | null;
        };
        /** @description Which deliveries are meant. What is left out or null does not narrow; the rest narrows together. */
        DeliveryFilter: {
            /**
             * @description The id of an event.
             * @default null
             */
            event?: string | null;
            /**
             * @description An event type, or all of a resource (`invoice.*`).
             * @default null
             * @example invoice.*
             */
            event_type?: string | null;
            /**
             * @description The id of a hook.
             * @default null
             */
            hook?: string | null;
            /**
             * Format: date-time
             * @description Ended at this instant or later without success: failed, cancelled or skipped.
             * @default null
             */
            missed_since?: string | null;
            /**
             * @description The id of a replay: what it made.
             * @default null
             */
            replay?: string | null;
            /**
             * Format: date-time
             * @description Made at this instant or later.
             * @default null
             */
            since?: string | null;
            /** @default null */
            state?: components["schemas"]["DeliveryState"] | null;
            /**
             * Format: date-time
             * @description Made before this instant.
             * @default null
             */
            until?: string | null;
        };
        /**
         * @description Why a delivery exists.
         * @enum {string}
         */
        DeliveryKind: "event" | "test" | "replay";
        /**
         * @description Why a delivery is in its state.
         * @enum {string}
         */
        DeliveryReason: "schedule_spent" | "no_retries" | "not_retried" | "test_failed" | "gone" | "timeout_counts_as_delivered" | "hook_inactive" | "hook_deactivated" | "owner_permissions_changed" | "manual" | "event_cancelled" | "unrenderable";
        /**
         * @description The state of a delivery.
         * @enum {string}
         */
        DeliveryState: "pending" | "in_flight" | "delivered" | "failed" | "cancelled" | "skipped";
        /** @description A hook as it would be saved, and which event to show: one of these, or neither for the ping of the test button. */
        DraftPreview: {
            event?: components["schemas"]["NewEvent"] | null;
            /**
             * @description An event that was posted before.
             * @example evt_01jd3v9k2mfs8r0h6x3w7y5z4q
             */
            event_id?: string | null;
            /** @description The hook as it would be posted; its actions do not matter here. */
            hook: components["schemas"]["NewHook"];
            /**
             * @description The hook that would be changed to that: its secrets sign. Left out: an example secret signs.
             * @example hk_01jd3v9k2mfs8r0h6x3w7y5z4q
             */
            hook_id?: string | null;
        };
        /** @description What happened, and what became of it. */
        Event: components["schemas"]["EventSummary"] & {
            /** @description The event's own content, byte for byte as it was posted; null once it is erased. */
            data: unknown;
            /** @description Its deliveries with their state and reason, skipped ones included: the newest 100. */
            deliveries: components["schemas"]["Delivery"][];
            /** @description The members of the wire form's envelope that it brings itself, as they were posted. */
            envelope?: {
                [key: string]: unknown;
            } | null;
            /** @description The object as it was before. */
            previous?: unknown;
            /** @description Where the data is not as the schema of its type said when it was accepted. */
            violations: components["schemas"]["Violation"][];
        };
        /** @description What an event means to one hook. */
        EventMatch: {
            /** @description What each of its actions says. Empty if it has none. */
            actions: components["schemas"]["ActionMatch"][];
            /** @description True if the hook has a delivery of this event, whatever its actions say now. */
            delivered_to: boolean;
            /** @example hk_01jd3v9k2mfs8r0h6x3w7y5z4q */
            hook_id: string;
            /** @example ERP */
            hook_name: string;
            hook_state: components["schemas"]["HookState"];
            /** @description True if one of its actions takes the event, as they are now. */
            matches: boolean;
        };
        /** @description What happened, without its data. */
        EventSummary: {
            actor?: string | null;
            app?: string | null;
            caused_by?: components["schemas"]["Cause"] | null;
            component?: string | null;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description Until when its deliveries are held back, as it was posted.
             */
            deliver_at?: string | null;
            /**
             * Format: date-time
             * @description When its data was erased, as the tenant's settings say; null while it is kept.
             */
            erased_at?: string | null;
            /** @description The poster's own id. */
            external_id?: string | null;
            /** @example evt_01jd3v9k2mfs8r0h6x3w7y5z4q */
            id: string;
            /**
             * @description `event`, or `ping` for that of a test.
             * @example event
             */
            kind: string;
            /**
             * Format: int32
             * @description How many hooks get it.
             */
            matched: number;
            /** Format: date-time */
            occurred_at: string;
            origin?: string | null;
            /**
             * Format: int32
             * @description How many hooks would have got it, had they been active.
             */
            skipped: number;
            sku?: string | null;
            subjects: string[];
            test_mode: boolean;
            /** @example invoice.paid */
            type: string;
        };
        /** @description A kind of event, declared or seen. */
        EventType: {
            /** Format: date-time */
            created_at: string;
            /** @description False if it was only ever seen on an event. */
            declared: boolean;
            /** @example An invoice was paid in full. */
            description: string;
            /** @description The data of an example. */
            example?: unknown;
            /** @example ety_01jd3v9k2mfs8r0h6x3w7y5z4q */
            id: string;
            /** @example invoice.paid */
            name: string;
            /** @description A JSON Schema of the data. */
            schema?: Record<string, unknown> | null;
            schema_mode?: components["schemas"]["SchemaMode"] | null;
            /** Format: date-time */
            updated_at: string;
        };
        /** @description Changes to an event type; what is left out stays. */
        EventTypePatch: {
            description?: string | null;
            /** @description Null: none. */
            example?: unknown;
            /** @description Null: none. */
            schema?: Record<string, unknown> | null;
            schema_mode?: components["schemas"]["SchemaMode"] | null;
        };
        /** @description The clause of a filter that keeps an event out. */
        FailingClause: {
            /**
             * @description A JSON pointer (RFC 6901) into the filter.
             * @example /gte
             */
            clause: string;
            /**
             * @description What the event has, and what it would need to have.
             * @example `/total` is 900, and must be at least 1000
             */
            detail: string;
        };
        /** @description One thing that is wrong with one field. */
        FieldError: {
            /** @description What is wrong, and what would be right. */
            detail: string;
            /**
             * @description Where: a JSON pointer (RFC 6901) into the request's body, or the name of a query parameter.
             * @example /policy/timeout_ms
             */
            pointer: string;
        };
        /** @description What was counted. */
        Figures: {
            /**
             * Format: int64
             * @description HTTP exchanges.
             * @example 1250
             */
            attempts: number;
            /**
             * Format: int64
             * @description Deliveries that were cancelled.
             */
            cancelled: number;
            /**
             * Format: int64
             * @description Deliveries that ended well.
             * @example 1180
             */
            delivered: number;
            /**
             * Format: int64
             * @description Deliveries that were given up.
             * @example 12
             */
            failed: number;
            /**
             * Format: int64
             * @description Those that did not end a delivery well.
             * @example 70
             */
            failed_attempts: number;
            /**
             * Format: double
             * @description `failed` as a share of `delivered` and `failed`; null if there were none of either.
             * @example 0.01
             */
            failure_rate?: number | null;
            latency_ms?: components["schemas"]["Latency"] | null;
            /**
             * Format: int64
             * @description Deliveries that were never sent, as their hook was inactive.
             */
            skipped: number;
        };
        /** @description A filter and an event to try it on. */
        FilterTrial: {
            event: components["schemas"]["TriedEvent"];
            filter: Record<string, unknown>;
        };
        /** @description What a filter says of an event. */
        FilterVerdict: {
            failing?: components["schemas"]["FailingClause"] | null;
            /** @description True if the filter lets the event through. */
            matches: boolean;
        };
        /**
         * @description How a body is encoded: JSON, XML or form data.
         * @enum {string}
         */
        Format: "json" | "xml" | "form";
        /** @description It is alive, or it can work. */
        Health: {
            /**
             * @description Always `ok`; anything else is a problem document.
             * @example ok
             */
            status: string;
        };
        /** @description Where events go, in which form, and how hard to try. */
        Hook: {
            actions: components["schemas"]["Action"][];
            /**
             * Format: int32
             * @description Failed attempts since the last success.
             */
            consecutive_failures: number;
            /** Format: date-time */
            created_at: string;
            drain?: components["schemas"]["HookDrain"] | null;
            /**
             * Format: date-time
             * @description Since when it has had failures only.
             */
            failing_since?: string | null;
            format: components["schemas"]["Format"];
            /** @description Without `hooks.edit` the values are shown as `***`. */
            headers: {
                [key: string]: string;
            };
            /** @example hk_01jd3v9k2mfs8r0h6x3w7y5z4q */
            id: string;
            /**
             * Format: date-time
             * @description Since when it is inactive.
             */
            inactive_since?: string | null;
            /** Format: date-time */
            last_success_at?: string | null;
            /** Format: int32 */
            max_in_flight: number;
            method: components["schemas"]["Method"];
            missed_period?: components["schemas"]["MissedPeriod"] | null;
            /**
             * Format: date-time
             * @description Since when an inactive hook has missed something: its last failures before are part of that. As
             *     `missed_since` in the filter of a replay it takes all that was missed.
             */
            missing_since?: string | null;
            /** @example ERP */
            name: string;
            owner: components["schemas"]["HookOwner"];
            /** @description The policy in effect: the preset's with what the hook changes. */
            policy: components["schemas"]["Policy"];
            /** @description What the hook changes of the preset's policy. */
            policy_overrides: components["schemas"]["Policy"];
            preset: components["schemas"]["PresetName"];
            /**
             * Format: int32
             * @description Requests in a second at most; null: no bound.
             */
            rate_per_s?: number | null;
            /** @description Whether Standard Webhooks headers are sent. */
            standard_headers: boolean;
            state: components["schemas"]["HookState"];
            state_reason?: components["schemas"]["StateReason"] | null;
            /** Format: date-time */
            updated_at: string;
            /**
             * @description Without `hooks.edit` the values of the query are shown as `***`.
             * @example https://example.com/in?token=s3
             */
            url: string;
            /** @description What to do before it can be activated again, if it was deactivated because of its owner. */
            way_back?: string | null;
        };
        /** @description How a hook that was resumed sends what it had collected. */
        HookDrain: {
            /**
             * Format: int32
             * @description Requests in a second at most; the hook's own `rate_per_s` holds as well.
             * @example 20
             */
            rate_per_s: number;
            /**
             * Format: date-time
             * @description What was due by then is what it had collected.
             */
            until: string;
        };
        /** @description How a tenant's hook fares. Where it sends, and what, is the tenant's own. */
        HookOfTenant: {
            /**
             * Format: int32
             * @description Failed attempts since the last success.
             */
            consecutive_failures: number;
            /**
             * Format: date-time
             * @description Since when it has had failures only.
             */
            failing_since?: string | null;
            /** @example hk_01jd3v9k2mfs8r0h6x3w7y5z4q */
            id: string;
            /**
             * Format: date-time
             * @description Since when it is inactive.
             */
            inactive_since?: string | null;
            /** Format: date-time */
            last_success_at?: string | null;
            /** @example ERP */
            name: string;
            state: components["schemas"]["HookState"];
            state_reason?: components["schemas"]["StateReason"] | null;
        };
        /** @description Who answers for a hook. */
        HookOwner: {
            /** @example mbr_01jd3v9k2mfs8r0h6x3w7y5z4q */
            member_id: string;
            name: string;
            /** @example usr_01jd3v9k2mfs8r0h6x3w7y5z4q */
            user_id: string;
        };
        /** @description Changes to a hook; what is left out stays. */
        HookPatch: {
            /** @description All its actions, in place of those before. */
            actions?: components["schemas"]["NewAction"][] | null;
            format?: components["schemas"]["Format"] | null;
            /** @description All its headers, in place of those before. */
            headers?: {
                [key: string]: string;
            } | null;
            /** Format: int32 */
            max_in_flight?: number | null;
            method?: components["schemas"]["Method"] | null;
            name?: string | null;
            policy?: components["schemas"]["Policy"] | null;
            preset?: components["schemas"]["PresetName"] | null;
            /**
             * Format: int32
             * @description Null: no bound.
             */
            rate_per_s?: number | null;
            /** @description Left out while the preset changes: as the new preset has it. */
            standard_headers?: boolean | null;
            url?: string | null;
        };
        /** @description One secret of a hook, in clear. */
        HookSecret: {
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description Null for a present secret; a rotated one signs until then.
             */
            expires_at?: string | null;
            /** @example sec_01jd3v9k2mfs8r0h6x3w7y5z4q */
            id: string;
            kind: components["schemas"]["SecretKind"];
            public_key?: string | null;
            secret: string;
        };
        /** @description The secrets of a hook, in clear. */
        HookSecrets: {
            kind: components["schemas"]["SecretKind"];
            /**
             * @description What the receiver verifies with, where that is not the secret itself.
             * @example whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
             */
            public_key?: string | null;
            /**
             * @description The present secret of the hook's own wire form.
             * @example whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD
             */
            secret: string;
            /** @description Every secret that signs at this moment, the present ones first. */
            secrets: components["schemas"]["HookSecret"][];
        };
        /**
         * @description Who may make and change hooks: `members` in the console and tokens, or tokens only (`api`).
         * @enum {string}
         */
        HooksManagedBy: "members" | "api";
        /**
         * @description Whether a hook sends: `paused` keeps what comes for later, `inactive` takes nothing.
         * @enum {string}
         */
        HookState: "active" | "paused" | "inactive";
        /** @description The result of a test. */
        HookTest: {
            /**
             * @description The delivery on which the outcome shows; null if nothing is sent.
             * @example dlv_01jd3v9k2mfs8r0h6x3w7y5z4q
             */
            delivery_id?: string | null;
            request?: components["schemas"]["Request"] | null;
            /** @description False if the hook is inactive. */
            sent: boolean;
        };
        /** @description What an import did: each event type of the catalogue is in one of the lists. */
        ImportedCatalog: {
            /**
             * @description Those that are new in the tenant's catalogue.
             * @example [
             *       "invoice.created"
             *     ]
             */
            added: string[];
            /** @description Declared ones that are as they were. */
            left_alone: string[];
            /** @description Those that were only seen on events so far, and those that were replaced. */
            updated: string[];
        };
        /** @description Somebody is invited to join the tenant. */
        Invitation: {
            /** Format: date-time */
            created_at: string;
            /** @example bob@example.com */
            email: string;
            /**
             * Format: date-time
             * @description When that link expires.
             */
            expires_at: string;
            /**
             * @example [
             *       "invoice",
             *       "order"
             *     ]
             */
            grants: string[];
            /** @example inv_01jd3v9k2mfs8r0h6x3w7y5z4q */
            id: string;
            /** @description The name of whoever invites; null for the operator. */
            invited_by?: string | null;
            /**
             * @description What they may do if they join: never more than the inviter has then.
             * @example [
             *       "hooks.view",
             *       "hooks.create"
             *     ]
             */
            permissions: string[];
            /**
             * Format: date-time
             * @description When the link was last sent.
             */
            sent_at: string;
            state: components["schemas"]["InvitationState"];
        };
        /** @description A link. */
        InvitationLink: {
            /** @description The token in it. */
            token: string;
        };
        /** @description What a link offers. */
        InvitationOffer: {
            account: components["schemas"]["InvitedAccount"];
            /**
             * @description Who is invited.
             * @example bob@example.com
             */
            email: string;
            /**
             * Format: date-time
             * @description When the link expires.
             */
            expires_at: string;
            /**
             * @example [
             *       "invoice"
             *     ]
             */
            grants: string[];
            /** @description The name of whoever invites; null for the operator. */
            invited_by?: string | null;
            /**
             * @description What they may do if they join now.
             * @example [
             *       "hooks.view"
             *     ]
             */
            permissions: string[];
            /**
             * @description The tenant's name.
             * @example Pied Piper
             */
            tenant_name: string;
        };
        /**
         * @description The state of an invitation.
         * @enum {string}
         */
        InvitationState: "open" | "expired" | "accepted" | "revoked";
        /**
         * @description Whether the address has an account, and so what joining takes.
         * @enum {string}
         */
        InvitedAccount: "new" | "existing";
        /** @description Another name for an app or a SKU. */
        KeyedPatch: {
            /**
             * @description Left out: it stays.
             * @example The Game
             */
            name?: string | null;
        };
        /** @description How long attempts took, in milliseconds. */
        Latency: {
            /**
             * Format: int64
             * @description The longest.
             * @example 4210
             */
            max: number;
            /**
             * Format: int64
             * @description Half of them took no longer.
             * @example 40
             */
            p50: number;
            /**
             * Format: int64
             * @example 210
             */
            p95: number;
            /**
             * Format: int64
             * @example 900
             */
            p99: number;
        };
        /**
         * @description What keeps an event out of an action.
         * @enum {string}
         */
        LeftOutBy: "event_type" | "app" | "sku" | "filter";
        /** @description A token that would lose permissions or grants. */
        LessToken: {
            /** @example tok_01jd3v9k2mfs8r0h6x3w7y5z4q */
            id: string;
            /**
             * @description Which events it could not see and hook any more.
             * @example [
             *       "invoice"
             *     ]
             */
            loses_grants: string[];
            /**
             * @description What it could not do any more.
             * @example [
             *       "hooks.create"
             *     ]
             */
            loses_permissions: string[];
            /** @example CI */
            name: string;
        };
        /** @description Bounds; null: none set here. */
        Limits: {
            /**
             * Format: int32
             * @description Apps, those that events brought in included.
             */
            apps?: number | null;
            /**
             * Format: int32
             * @description Bytes of an event's data.
             */
            event_bytes?: number | null;
            /**
             * Format: int32
             * @description Event types, those that were only seen on events included.
             */
            event_types?: number | null;
            /**
             * Format: int32
             * @description Events in a second, on average over five seconds.
             */
            events_per_s?: number | null;
            /**
             * Format: int32
             * @description Hooks, whatever their state.
             */
            hooks?: number | null;
            /**
             * Format: int32
             * @description Members, with those who are invited.
             */
            members?: number | null;
            /**
             * Format: int32
             * @description SKUs of all apps.
             */
            skus?: number | null;
            /**
             * Format: int32
             * @description Tokens that are not revoked.
             */
            tokens?: number | null;
        };
        /** @description Changes to the bounds; what is left out stays, null is none. */
        LimitsPatch: {
            /** Format: int32 */
            apps?: number | null;
            /** Format: int32 */
            event_bytes?: number | null;
            /** Format: int32 */
            event_types?: number | null;
            /** Format: int32 */
            events_per_s?: number | null;
            /** Format: int32 */
            hooks?: number | null;
            /** Format: int32 */
            members?: number | null;
            /** Format: int32 */
            skus?: number | null;
            /** Format: int32 */
            tokens?: number | null;
        };
        /** @description A hook that would be deactivated. */
        LostHook: {
            /** @example hk_01jd3v9k2mfs8r0h6x3w7y5z4q */
            id: string;
            /** @example ERP */
            name: string;
            /**
             * @description Why, to be read after the member's name.
             * @example lacks the grant for `invoice` events
             */
            reason: string;
            /** @description The state that it is in now. */
            state: components["schemas"]["HookState"];
        };
        /** @description Which mails are sent about hooks. */
        MailPreferences: {
            /** @description Addresses that get each of these mails too. */
            copies_to: string[];
            /** @description Tell that a hook was deactivated. */
            hook_deactivations: boolean;
            /** @description Warn before a hook is deactivated. */
            hook_warnings: boolean;
        };
        /** @description Changes to the mails about hooks. */
        MailsPatch: {
            /**
             * @description All the addresses, in place of those before. Each is a member's.
             * @example [
             *       "ops@example.com"
             *     ]
             */
            copies_to?: string[] | null;
            hook_deactivations?: boolean | null;
            hook_warnings?: boolean | null;
        };
        /** @description A user in the tenant, with what they may do. */
        Member: {
            /**
             * @example [
             *       "invoice",
             *       "order"
             *     ]
             */
            grants: string[];
            /** @example mbr_01jd3v9k2mfs8r0h6x3w7y5z4q */
            id: string;
            /**
             * @example [
             *       "hooks.view",
             *       "hooks.create"
             *     ]
             */
            permissions: string[];
            /**
             * @description `active` or `disabled`.
             * @example active
             */
            state: string;
            user: components["schemas"]["User"];
        };
        /** @description Changes to a member; what is left out stays. */
        MemberPatch: {
            /**
             * @description Which families of events they may see and hook from now on; `*` for all.
             * @example [
             *       "invoice",
             *       "order"
             *     ]
             */
            grants?: string[] | null;
            /**
             * @description What they may do from now on.
             * @example [
             *       "hooks.view",
             *       "hooks.create"
             *     ]
             */
            permissions?: string[] | null;
            /**
             * @description `active` or `disabled`. Sessions and tokens of a disabled member stop at once.
             * @example active
             */
            state?: string | null;
        };
        /** @description What else a change of a member would do. */
        MemberPreview: {
            /** @description Their hooks that would be deactivated. */
            hooks: components["schemas"]["LostHook"][];
            /** @description Their tokens that would lose permissions or grants. */
            tokens: components["schemas"]["LessToken"][];
        };
        /** @description A tenant, with what the user may do there. */
        Membership: {
            /**
             * @example [
             *       "*"
             *     ]
             */
            grants: string[];
            /**
             * @description What goes into `Billhook-Tenant`.
             * @example ten_01jd3v9k2mfs8r0h6x3w7y5z4q
             */
            id: string;
            /** @example mbr_01jd3v9k2mfs8r0h6x3w7y5z4q */
            member_id: string;
            /** @example Pied Piper */
            name: string;
            /**
             * @example [
             *       "hooks.view",
             *       "hooks.create"
             *     ]
             */
            permissions: string[];
            /**
             * @description The preset of hooks that name none.
             * @example standard
             */
            preset: string;
            /** @example pied-piper */
            slug: string;
        };
        /**
         * @description HTTP method of a hook's requests.
         * @enum {string}
         */
        Method: "POST" | "PUT";
        /**
         * @description What ended without success while a hook was inactive, and while it was failing before: failed, cancelled and skipped
         *     deliveries.
         */
        MissedDeliveries: {
            /**
             * Format: int64
             * @description How many, of resources that are granted to you.
             * @example 42
             */
            count: number;
            /** @description What to post to `/api/v1/replays` as `filter`, to have all of it sent. */
            filter: components["schemas"]["DeliveryFilter"];
            /**
             * Format: date-time
             * @description From when on.
             */
            since: string;
            /**
             * Format: date-time
             * @description Until when: the activation.
             */
            until: string;
        };
        /** @description When a hook missed something: while it was inactive, and while it was failing before. */
        MissedPeriod: {
            /**
             * Format: date-time
             * @description The `missed_since` of a filter that takes what it missed.
             */
            since: string;
            /**
             * Format: date-time
             * @description The activation: the `until` of that filter.
             */
            until: string;
        };
        /** @description An action to be made. */
        NewAction: {
            /**
             * @description The key of an app: only events about it.
             * @example game
             */
            app?: string | null;
            /**
             * @description An event type, all of a resource (`invoice.*`), or all (`*`).
             * @example invoice.*
             */
            event_type: string;
            /** @description Conditions on the event, its data and what it carries beside it; null: none. */
            filter?: Record<string, unknown> | null;
            /**
             * @description The key of a SKU of that app: only events about it.
             * @example coins-100
             */
            sku?: string | null;
        };
        /**
         * @description A deadline to be made: when an event of one type comes, and none of another with the same key within a time, a
         *     third is emitted.
         */
        NewDeadline: {
            /**
             * @description The event type that it emits.
             * @example flow.abandoned
             */
            emit: string;
            /**
             * @description Where in the data of both is what they have in common: a JSON pointer to a text, a number or a boolean. An
             *     event that has nothing there neither arms nor disarms.
             * @example /customer/external_id
             */
            key: string;
            /** @example Abandoned flows */
            name: string;
            /**
             * @description The event type that disarms it.
             * @example flow.completed
             */
            unless: string;
            /**
             * @description The event type that arms it.
             * @example flow.started
             */
            when: string;
            /**
             * Format: int64
             * @description How long it waits, from the acceptance of the event that armed it: from a second to 30 days (the
             *     operator may set another limit).
             * @example 3600000
             */
            within_ms: number;
        };
        /** @description An event to be posted. */
        NewEvent: {
            /**
             * @description Who caused it.
             * @example user_7
             */
            actor?: string | null;
            /**
             * @description The key of the app it is about.
             * @example game
             */
            app?: string | null;
            /** @description The module responsible for it. Left out: the resource. */
            component?: string | null;
            /**
             * @description What happened: any JSON, kept byte for byte. At most 256 KiB (the operator may set another limit) and
             *     100 levels.
             */
            data: unknown;
            /**
             * Format: date-time
             * @description Hold its deliveries back until then, at most 30 days (the operator may set another limit). Null: send at once.
             */
            deliver_at?: string | null;
            /**
             * @description Members of the wire form's envelope that the event brings itself; they win over the form's own and are
             *     sent as they are spelled. At most 100.
             */
            envelope?: {
                [key: string]: unknown;
            } | null;
            /**
             * @description Your own id for it. The same id with the same content again answers the first event; with other content it is
             *     refused. Left out: the `Idempotency-Key`, if there is one.
             * @example your-own-id
             */
            id?: string | null;
            /**
             * Format: date-time
             * @description When it happened, kept to the nanosecond; a leap second counts as the second after it. Left out: now.
             */
            occurred_at?: string | null;
            /**
             * @description Where it came from.
             * @example billing
             */
            origin?: string | null;
            /** @description The object as it was before, for wire forms that show both. */
            previous?: unknown;
            /**
             * @description The key of the SKU it is about, inside the app.
             * @example coins-100
             */
            sku?: string | null;
            /**
             * @description Identifiers of the things it is about.
             * @example [
             *       "in_1"
             *     ]
             */
            subjects?: string[];
            /** @description True for events of a test environment. */
            test_mode?: boolean;
            /**
             * @description `resource.action`: lower-case letters, digits, `_` and `-` between dots, at most 128 bytes.
             * @example invoice.paid
             */
            type: string;
        };
        /** @description Events to be posted together. */
        NewEventBatch: {
            /** @description 1 to 1000 events, with 500,000 subjects together at most. */
            events: components["schemas"]["NewEvent"][];
        };
        /** @description An event type to be declared. */
        NewEventType: {
            /**
             * @description For people.
             * @example An invoice was paid in full.
             */
            description?: string;
            /** @description The data of an example: any JSON of at most 64 KiB, as the schema wants it. */
            example?: unknown;
            /**
             * @description `resource.action`: lower-case letters, digits, `_` and `-` between dots, at most 128 bytes.
             * @example invoice.paid
             */
            name: string;
            /** @description A JSON Schema (2020-12) of the data, at most 64 KiB. `schema_mode` says what becomes of events that violate it. */
            schema?: Record<string, unknown> | null;
            schema_mode?: components["schemas"]["SchemaMode"] | null;
        };
        /** @description A hook to be made. */
        NewHook: {
            /** @description Which events it gets: at most 100. */
            actions?: components["schemas"]["NewAction"][];
            format?: components["schemas"]["Format"] | null;
            /**
             * @description Headers added to each request: at most 20, together at most 4096 bytes.
             * @example {
             *       "x-team": "billing"
             *     }
             */
            headers?: {
                [key: string]: string;
            } | null;
            /**
             * Format: int32
             * @description The most requests at once.
             * @default 16
             */
            max_in_flight?: number | null;
            method?: components["schemas"]["Method"] | null;
            /**
             * @description For people.
             * @example ERP
             */
            name: string;
            policy?: components["schemas"]["Policy"] | null;
            preset?: components["schemas"]["PresetName"] | null;
            /**
             * Format: int32
             * @description The most requests in a second; null: no bound.
             */
            rate_per_s?: number | null;
            /** @description A secret to take over from elsewhere, `whsec_…`, `whsk_…` or a token. Left out: a new one. */
            secret?: string | null;
            /** @description Whether Standard Webhooks headers are sent. Left out: with the preset `standard` only. */
            standard_headers?: boolean | null;
            /**
             * @description Where its requests go: http or https, at most 2048 bytes; the query is sent exactly as it stands here.
             * @example https://example.com/in?token=s3
             */
            url: string;
        };
        /** @description Who is to be invited, and what they may do if they join. */
        NewInvitation: {
            /** @example bob@example.com */
            email: string;
            /**
             * @description Which events they may see and hook.
             * @example [
             *       "invoice"
             *     ]
             */
            grants: string[];
            /**
             * @description What they may do.
             * @example [
             *       "hooks.view",
             *       "hooks.create"
             *     ]
             */
            permissions: string[];
        };
        /** @description An app or a SKU to be made. */
        NewKeyed: {
            /**
             * @description What events and actions name it by. It never changes.
             * @example game
             */
            key: string;
            /**
             * @description For people; left out: the key.
             * @example The Game
             */
            name?: string | null;
        };
        /** @description Who answers for a hook from now on. */
        NewOwner: {
            /**
             * @description The member's id.
             * @example mbr_01jd3v9k2mfs8r0h6x3w7y5z4q
             */
            member_id: string;
        };
        /** @description Whose password is lost. */
        NewPasswordReset: {
            /** @example ann@example.com */
            email: string;
        };
        /** @description A replay to be made. */
        NewReplay: {
            filter: components["schemas"]["DeliveryFilter"];
            over?: components["schemas"]["ReplayOver"] | null;
            /**
             * Format: int32
             * @description How many deliveries it makes in a second at most; null: as fast as it can. A hook's own rate holds as well.
             */
            rate_per_s?: number | null;
        };
        /** @description The first tenant and its first member. */
        NewSetup: {
            /** @example ann@example.com */
            email: string;
            /** @example Ann */
            name: string;
            /** Format: password */
            password: string;
            /** @example Pied Piper */
            tenant_name: string;
            /** @description The token of the one-time link. */
            token: string;
        };
        /** @description A tenant to be made. */
        NewTenant: {
            /**
             * @description Your own id for it: 1 to 128 letters, digits, `.`, `_`, `:` or `-`.
             * @example acme-42
             */
            key: string;
            /** @example Acme */
            name: string;
            preset?: components["schemas"]["PresetName"] | null;
        };
        /** @description A link into a tenant's console. */
        NewTenantLink: {
            /**
             * Format: int64
             * @description For how many seconds it can be opened: 10 to 86400, as far as the installation allows. Left out: 15 minutes,
             *     unless the installation says otherwise.
             * @example 900
             */
            expires_in_s?: number | null;
            /**
             * @description Which families of events they may see and hook. Left out: all.
             * @example [
             *       "invoice",
             *       "order"
             *     ]
             */
            grants?: string[] | null;
            /**
             * @description Who will open it, as the audit log is to call them.
             * @example Ann of Acme
             */
            name?: string | null;
            /**
             * @description What they may do. Left out: see to hooks, look at events and send deliveries again.
             * @example [
             *       "hooks.view",
             *       "hooks.create"
             *     ]
             */
            permissions?: string[] | null;
        };
        /** @description A token to be made. */
        NewToken: {
            /**
             * Format: date-time
             * @description When it expires.
             */
            expires_at?: string | null;
            /**
             * @description Which events it may see and hook at most. Left out: whichever its maker may.
             * @example [
             *       "invoice"
             *     ]
             */
            grants?: string[] | null;
            /**
             * @description What it is for.
             * @example CI
             */
            name: string;
            /**
             * @description What it may do at most. Left out: whatever its maker may.
             * @example [
             *       "events.publish"
             *     ]
             */
            permissions?: string[] | null;
        };
        /**
         * @description What the answer 410 Gone means.
         * @enum {string}
         */
        OnGone: "retry" | "deactivate";
        /**
         * @description What it means when an attempt's deadline passes.
         * @enum {string}
         */
        OnTimeout: "retry" | "delivered";
        /** @description The operator, by one of their tokens. */
        OperatorSession: {
            /**
             * @description What the token is for.
             * @example backend
             */
            name: string;
            /** @example opt_01jd3v9k2mfs8r0h6x3w7y5z4q */
            token_id: string;
        };
        /** @description The credential of the operator. */
        OperatorSignIn: {
            /**
             * Format: password
             * @description A token of `billhook admin create-operator-token`.
             * @example bho_…
             */
            token: string;
        };
        /**
         * @description How an attempt ended.
         * @enum {string}
         */
        Outcome: "response" | "timeout" | "refused" | "tls" | "dns" | "blocked" | "error";
        /** @description What the tenant itself has set. */
        OwnSettings: {
            /**
             * Format: int32
             * @description Days for which their bodies are kept; null: as long as the history.
             */
            body_days?: number | null;
            /** @description Any change of an owner's permissions or grants deactivates all their hooks, not only those that need them. */
            deactivate_on_any_permission_change: boolean;
            /** @description What becomes of data that violates its type's schema, where the type does not say. */
            event_schema_mode: components["schemas"]["SchemaMode"];
            /**
             * Format: int32
             * @description Days for which events, deliveries and attempts are kept; null: as long as the installation keeps them.
             */
            history_days?: number | null;
            /** @description Who may make, change and delete hooks: members and tokens, or tokens only. */
            hooks_managed_by: components["schemas"]["HooksManagedBy"];
            limits: components["schemas"]["Limits"];
            mails: components["schemas"]["MailPreferences"];
            /** @description Events of a type that nobody declared are answered 422. Otherwise the type joins the catalogue as undeclared. */
            refuse_undeclared_event_types: boolean;
            /** @description What becomes of a key of an app or a SKU that nobody made. */
            unknown_apps: components["schemas"]["UnknownApps"];
            /** @description What becomes of unsent deliveries when their hook is deactivated because of its owner. */
            unsent_on_owner_change: components["schemas"]["UnsentOnOwnerChange"];
        };
        /** @description One page of a list. */
        Page_Action: {
            /** @description The items. */
            data: {
                app?: string | null;
                /** Format: date-time */
                created_at: string;
                /** @example invoice.* */
                event_type: string;
                /** @description Conditions on the event; null: none. */
                filter?: Record<string, unknown> | null;
                /** @example hk_01jd3v9k2mfs8r0h6x3w7y5z4q */
                hook_id: string;
                /** @example act_01jd3v9k2mfs8r0h6x3w7y5z4q */
                id: string;
                sku?: string | null;
                /** Format: date-time */
                updated_at: string;
            }[];
            /**
             * @description Where the next page begins; null on the last. A page may hold less than was asked for, or nothing, and
             *     not be the last.
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_App: {
            /** @description The items. */
            data: {
                /** Format: date-time */
                created_at: string;
                /** @example app_01jd3v9k2mfs8r0h6x3w7y5z4q */
                id: string;
                /**
                 * @description What events and actions name it by.
                 * @example game
                 */
                key: string;
                /** @example The Game */
                name: string;
                /** Format: date-time */
                updated_at: string;
            }[];
            /**
             * @description Where the next page begins; null on the last. A page may hold less than was asked for, or nothing, and
             *     not be the last.
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_AuditEntry: {
            /** @description The items. */
            data: {
                actor: components["schemas"]["AuditActor"];
                /** @description How it is since then. */
                after?: Record<string, unknown> | null;
                /** @description How it was, as far as that changed; secrets are never kept. */
                before?: Record<string, unknown> | null;
                /** Format: date-time */
                created_at: string;
                /** @example aud_01jd3v9k2mfs8r0h6x3w7y5z4q */
                id: string;
                /**
                 * @description What was done.
                 * @example hook.updated
                 */
                operation: string;
                subject: components["schemas"]["AuditSubject"];
            }[];
            /**
             * @description Where the next page begins; null on the last. A page may hold less than was asked for, or nothing, and
             *     not be the last.
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Deadline: {
            /** @description The items. */
            data: {
                /** Format: date-time */
                created_at: string;
                /**
                 * @description The event type that it emits.
                 * @example flow.abandoned
                 */
                emit: string;
                /** @example ddl_01jd3v9k2mfs8r0h6x3w7y5z4q */
                id: string;
                /**
                 * @description Where in the data of both is what they have in common.
                 * @example /customer/external_id
                 */
                key: string;
                /** @example Abandoned flows */
                name: string;
                /**
                 * @description The event type that disarms it.
                 * @example flow.completed
                 */
                unless: string;
                /** Format: date-time */
                updated_at: string;
                /**
                 * @description The event type that arms it.
                 * @example flow.started
                 */
                when: string;
                /**
                 * Format: int64
                 * @description How long it waits.
                 * @example 3600000
                 */
                within_ms: number;
            }[];
            /**
             * @description Where the next page begins; null on the last. A page may hold less than was asked for, or nothing, and
             *     not be the last.
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Delivery: {
            /** @description The items. */
            data: {
                /**
                 * Format: int32
                 * @description How many attempts have ended.
                 */
                attempts: number;
                /** Format: date-time */
                created_at: string;
                /** @example evt_01jd3v9k2mfs8r0h6x3w7y5z4q */
                event_id: string;
                /** @example invoice.paid */
                event_type: string;
                /** Format: date-time */
                finished_at?: string | null;
                /** @example hk_01jd3v9k2mfs8r0h6x3w7y5z4q */
                hook_id: string;
                /** @example dlv_01jd3v9k2mfs8r0h6x3w7y5z4q */
                id: string;
                kind: components["schemas"]["DeliveryKind"];
                last_attempt?: components["schemas"]["AttemptSummary"] | null;
                /**
                 * Format: date-time
                 * @description When it is sent next, while it is pending.
                 */
                next_attempt_at?: string | null;
                /**
                 * Format: int32
                 * @description Which of the event's requests it is, from 0; a long list becomes several.
                 */
                part: number;
                /**
                 * @description The delivery that it repeats; null if it is the first of its event for its hook.
                 * @example dlv_01jd3v9k2mfs8r0h6x3w7y5z4q
                 */
                repeats_id?: string | null;
                /**
                 * @description The replay of many that made it, as long as that is known; the replay itself may no longer be kept.
                 * @example rpl_01jd3v9k2mfs8r0h6x3w7y5z4q
                 */
                replay_id?: string | null;
                state: components["schemas"]["DeliveryState"];
                state_reason?: components["schemas"]["DeliveryReason"] | null;
            }[];
            /**
             * @description Where the next page begins; null on the last. A page may hold less than was asked for, or nothing, and
             *     not be the last.
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_EventMatch: {
            /** @description The items. */
            data: {
                /** @description What each of its actions says. Empty if it has none. */
                actions: components["schemas"]["ActionMatch"][];
                /** @description True if the hook has a delivery of this event, whatever its actions say now. */
                delivered_to: boolean;
                /** @example hk_01jd3v9k2mfs8r0h6x3w7y5z4q */
                hook_id: string;
                /** @example ERP */
                hook_name: string;
                hook_state: components["schemas"]["HookState"];
                /** @description True if one of its actions takes the event, as they are now. */
                matches: boolean;
            }[];
            /**
             * @description Where the next page begins; null on the last. A page may hold less than was asked for, or nothing, and
             *     not be the last.
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_EventSummary: {
            /** @description The items. */
            data: {
                actor?: string | null;
                app?: string | null;
                caused_by?: components["schemas"]["Cause"] | null;
                component?: string | null;
                /** Format: date-time */
                created_at: string;
                /**
                 * Format: date-time
                 * @description Until when its deliveries are held back, as it was posted.
                 */
                deliver_at?: string | null;
                /**
                 * Format: date-time
                 * @description When its data was erased, as the tenant's settings say; null while it is kept.
                 */
                erased_at?: string | null;
                /** @description The poster's own id. */
                external_id?: string | null;
                /** @example evt_01jd3v9k2mfs8r0h6x3w7y5z4q */
                id: string;
                /**
                 * @description `event`, or `ping` for that of a test.
                 * @example event
                 */
                kind: string;
                /**
                 * Format: int32
                 * @description How many hooks get it.
                 */
                matched: number;
                /** Format: date-time */
                occurred_at: string;
                origin?: string | null;
                /**
                 * Format: int32
                 * @description How many hooks would have got it, had they been active.
                 */
                skipped: number;
                sku?: string | null;
                subjects: string[];
                test_mode: boolean;
                /** @example invoice.paid */
                type: string;
            }[];
            /**
             * @description Where the next page begins; null on the last. A page may hold less than was asked for, or nothing, and
             *     not be the last.
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_EventType: {
            /** @description The items. */
            data: {
                /** Format: date-time */
                created_at: string;
                /** @description False if it was only ever seen on an event. */
                declared: boolean;
                /** @example An invoice was paid in full. */
                description: string;
                /** @description The data of an example. */
                example?: unknown;
                /** @example ety_01jd3v9k2mfs8r0h6x3w7y5z4q */
                id: string;
                /** @example invoice.paid */
                name: string;
                /** @description A JSON Schema of the data. */
                schema?: Record<string, unknown> | null;
                schema_mode?: components["schemas"]["SchemaMode"] | null;
                /** Format: date-time */
                updated_at: string;
            }[];
            /**
             * @description Where the next page begins; null on the last. A page may hold less than was asked for, or nothing, and
             *     not be the last.
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Hook: {
            /** @description The items. */
            data: {
                actions: components["schemas"]["Action"][];
                /**
                 * Format: int32
                 * @description Failed attempts since the last success.
                 */
                consecutive_failures: number;
                /** Format: date-time */
                created_at: string;
                drain?: components["schemas"]["HookDrain"] | null;
                /**
                 * Format: date-time
                 * @description Since when it has had failures only.
                 */
                failing_since?: string | null;
                format: components["schemas"]["Format"];
                /** @description Without `hooks.edit` the values are shown as `***`. */
                headers: {
                    [key: string]: string;
                };
                /** @example hk_01jd3v9k2mfs8r0h6x3w7y5z4q */
                id: string;
                /**
                 * Format: date-time
                 * @description Since when it is inactive.
                 */
                inactive_since?: string | null;
                /** Format: date-time */
                last_success_at?: string | null;
                /** Format: int32 */
                max_in_flight: number;
                method: components["schemas"]["Method"];
                missed_period?: components["schemas"]["MissedPeriod"] | null;
                /**
                 * Format: date-time
                 * @description Since when an inactive hook has missed something: its last failures before are part of that. As
                 *     `missed_since` in the filter of a replay it takes all that was missed.
                 */
                missing_since?: string | null;
                /** @example ERP */
                name: string;
                owner: components["schemas"]["HookOwner"];
                /** @description The policy in effect: the preset's with what the hook changes. */
                policy: components["schemas"]["Policy"];
                /** @description What the hook changes of the preset's policy. */
                policy_overrides: components["schemas"]["Policy"];
                preset: components["schemas"]["PresetName"];
                /**
                 * Format: int32
                 * @description Requests in a second at most; null: no bound.
                 */
                rate_per_s?: number | null;
                /** @description Whether Standard Webhooks headers are sent. */
                standard_headers: boolean;
                state: components["schemas"]["HookState"];
                state_reason?: components["schemas"]["StateReason"] | null;
                /** Format: date-time */
                updated_at: string;
                /**
                 * @description Without `hooks.edit` the values of the query are shown as `***`.
                 * @example https://example.com/in?token=s3
                 */
                url: string;
                /** @description What to do before it can be activated again, if it was deactivated because of its owner. */
                way_back?: string | null;
            }[];
            /**
             * @description Where the next page begins; null on the last. A page may hold less than was asked for, or nothing, and
             *     not be the last.
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_HookOfTenant: {
            /** @description The items. */
            data: {
                /**
                 * Format: int32
                 * @description Failed attempts since the last success.
                 */
                consecutive_failures: number;
                /**
                 * Format: date-time
                 * @description Since when it has had failures only.
                 */
                failing_since?: string | null;
                /** @example hk_01jd3v9k2mfs8r0h6x3w7y5z4q */
                id: string;
                /**
                 * Format: date-time
                 * @description Since when it is inactive.
                 */
                inactive_since?: string | null;
                /** Format: date-time */
                last_success_at?: string | null;
                /** @example ERP */
                name: string;
                state: components["schemas"]["HookState"];
                state_reason?: components["schemas"]["StateReason"] | null;
            }[];
            /**
             * @description Where the next page begins; null on the last. A page may hold less than was asked for, or nothing, and
             *     not be the last.
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_HookOwner: {
            /** @description The items. */
            data: {
                /** @example mbr_01jd3v9k2mfs8r0h6x3w7y5z4q */
                member_id: string;
                name: string;
                /** @example usr_01jd3v9k2mfs8r0h6x3w7y5z4q */
                user_id: string;
            }[];
            /**
             * @description Where the next page begins; null on the last. A page may hold less than was asked for, or nothing, and
             *     not be the last.
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Invitation: {
            /** @description The items. */
            data: {
                /** Format: date-time */
                created_at: string;
                /** @example bob@example.com */
                email: string;
                /**
                 * Format: date-time
                 * @description When that link expires.
                 */
                expires_at: string;
                /**
                 * @example [
                 *       "invoice",
                 *       "order"
                 *     ]
                 */
                grants: string[];
                /** @example inv_01jd3v9k2mfs8r0h6x3w7y5z4q */
                id: string;
                /** @description The name of whoever invites; null for the operator. */
                invited_by?: string | null;
                /**
                 * @description What they may do if they join: never more than the inviter has then.
                 * @example [
                 *       "hooks.view",
                 *       "hooks.create"
                 *     ]
                 */
                permissions: string[];
                /**
                 * Format: date-time
                 * @description When the link was last sent.
                 */
                sent_at: string;
                state: components["schemas"]["InvitationState"];
            }[];
            /**
             * @description Where the next page begins; null on the last. A page may hold less than was asked for, or nothing, and
             *     not be the last.
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Member: {
            /** @description The items. */
            data: {
                /**
                 * @example [
                 *       "invoice",
                 *       "order"
                 *     ]
                 */
                grants: string[];
                /** @example mbr_01jd3v9k2mfs8r0h6x3w7y5z4q */
                id: string;
                /**
                 * @example [
                 *       "hooks.view",
                 *       "hooks.create"
                 *     ]
                 */
                permissions: string[];
                /**
                 * @description `active` or `disabled`.
                 * @example active
                 */
                state: string;
                user: components["schemas"]["User"];
            }[];
            /**
             * @description Where the next page begins; null on the last. A page may hold less than was asked for, or nothing, and
             *     not be the last.
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_PermissionSet: {
            /** @description The items. */
            data: {
                /** @description Whom it is for. */
                description: string;
                /** @example developer */
                id: string;
                /** @example Developer */
                name: string;
                /**
                 * @example [
                 *       "hooks.view",
                 *       "hooks.create"
                 *     ]
                 */
                permissions: string[];
            }[];
            /**
             * @description Where the next page begins; null on the last. A page may hold less than was asked for, or nothing, and
             *     not be the last.
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Preset: {
            /** @description The items. */
            data: {
                description: string;
                /** @description The formats that its receivers understand, the usual one first. */
                formats: components["schemas"]["Format"][];
                /** @description The methods that its receivers understand, the usual one first. */
                methods: components["schemas"]["Method"][];
                name: components["schemas"]["PresetName"];
                policy: components["schemas"]["Policy"];
                /** @description The kind of secret that a new hook gets. */
                secret_kind: components["schemas"]["SecretKind"];
                /** @description Whether a hook that says nothing sends Standard Webhooks headers. */
                standard_headers: boolean;
                /**
                 * @description The name for people.
                 * @example Standard Webhooks
                 */
                title: string;
            }[];
            /**
             * @description Where the next page begins; null on the last. A page may hold less than was asked for, or nothing, and
             *     not be the last.
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Replay: {
            /** @description The items. */
            data: {
                /** Format: date-time */
                created_at: string;
                /**
                 * @description Who asked for it.
                 * @example Ann
                 */
                created_by: string;
                deliveries?: components["schemas"]["ReplayDeliveries"] | null;
                filter: components["schemas"]["DeliveryFilter"];
                /** Format: date-time */
                finished_at?: string | null;
                /** @example rpl_01jd3v9k2mfs8r0h6x3w7y5z4q */
                id: string;
                /**
                 * Format: int64
                 * @description How many were sent so far.
                 * @example 800
                 */
                made: number;
                over: components["schemas"]["ReplayOver"];
                /**
                 * Format: int64
                 * @description How many cannot be sent: their hook takes no deliveries, or their event is no longer kept. Over events,
                 *     also those that the hook's actions leave out by app, SKU or filter.
                 * @example 3
                 */
                passed_over: number;
                /**
                 * Format: int32
                 * @description How many deliveries it makes in a second at most; null: as fast as it can.
                 */
                rate_per_s?: number | null;
                state: components["schemas"]["ReplayState"];
                /**
                 * Format: int64
                 * @description How many deliveries or events the filter took when it was made.
                 * @example 1200
                 */
                total: number;
            }[];
            /**
             * @description Where the next page begins; null on the last. A page may hold less than was asked for, or nothing, and
             *     not be the last.
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_SessionOfUser: {
            /** @description The items. */
            data: {
                /**
                 * @description The address of the sign-in.
                 * @example 192.0.2.1
                 */
                address?: string | null;
                /** Format: date-time */
                created_at: string;
                /** @description True for the session that asks. */
                current: boolean;
                /**
                 * Format: date-time
                 * @description When it ends unless it is refreshed.
                 */
                expires_at: string;
                /** @example ses_01jd3v9k2mfs8r0h6x3w7y5z4q */
                id: string;
                /**
                 * Format: date-time
                 * @description When it was last refreshed, which a console that is open does every few minutes.
                 */
                last_seen_at: string;
                /** @description What the browser calls itself. */
                user_agent?: string | null;
            }[];
            /**
             * @description Where the next page begins; null on the last. A page may hold less than was asked for, or nothing, and
             *     not be the last.
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Sku: {
            /** @description The items. */
            data: {
                /**
                 * @description The app that it is sold in.
                 * @example app_01jd3v9k2mfs8r0h6x3w7y5z4q
                 */
                app_id: string;
                /** Format: date-time */
                created_at: string;
                /** @example sku_01jd3v9k2mfs8r0h6x3w7y5z4q */
                id: string;
                /**
                 * @description What events and actions name it by.
                 * @example coins-100
                 */
                key: string;
                /** @example 100 coins */
                name: string;
                /** Format: date-time */
                updated_at: string;
            }[];
            /**
             * @description Where the next page begins; null on the last. A page may hold less than was asked for, or nothing, and
             *     not be the last.
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_TenantInList: {
            /** @description The items. */
            data: (components["schemas"]["Tenant"] & {
                load: components["schemas"]["TenantLoad"];
            })[];
            /**
             * @description Where the next page begins; null on the last. A page may hold less than was asked for, or nothing, and
             *     not be the last.
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Timer: {
            /** @description The items. */
            data: {
                /** Format: date-time */
                armed_at: string;
                /**
                 * Format: date-time
                 * @description When it fires.
                 */
                due_at: string;
                /**
                 * @description The event that armed it.
                 * @example evt_01jd3v9k2mfs8r0h6x3w7y5z4q
                 */
                event_id: string;
                /** @example tmr_01jd3v9k2mfs8r0h6x3w7y5z4q */
                id: string;
                /**
                 * @description What the event that disarms it has to have in common with that one, cut to 255 characters.
                 * @example customer_7
                 */
                key: string;
            }[];
            /**
             * @description Where the next page begins; null on the last. A page may hold less than was asked for, or nothing, and
             *     not be the last.
             */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Token: {
            /** @description The items. */
            data: {
                /** Format: date-time */
                created_at: string;
                /**
                 * Format: date-time
                 * @description When it expires; null: it is valid until it is revoked.
                 */
                expires_at?: string | null;
                /**
                 * @description Which events it may see and hook at most; null: whichever its member may.
                 * @example [
                 *       "invoice"
                 *     ]
                 */
                grants?: string[] | null;
                /** @example tok_01jd3v9k2mfs8r0h6x3w7y5z4q */
                id: string;
                /**
                 * Format: date-time
                 * @description When it was last used, to the minute.
                 */
                last_used_at?: string | null;
                /**
                 * @description Whose it is.
                 * @example mbr_01jd3v9k2mfs8r0h6x3w7y5z4q
                 */
                member_id: string;
                /** @example CI */
                name: string;
                /**
                 * @description What it may do at most; null: whatever its member may at the moment of use.
                 * @example [
                 *       "events.publish"
                 *     ]
                 */
                permissions?: string[] | null;
                /**
                 * @description What the credential begins with, to tell tokens apart.
                 * @example bh_C2FVsBQI
                 */
                prefix: string;
            }[];
            /**
             * @description Where the next page begins; null on the last. A page may hold less than was asked for, or nothing, and
             *     not be the last.
             */
            next_cursor?: string | null;
        };
        /** @description Another password. */
        PasswordChange: {
            /**
             * Format: password
             * @description The one that the account has.
             */
            current_password: string;
            /**
             * Format: password
             * @description The one that it is to have.
             */
            new_password: string;
        };
        /** @description Whose password a link changes. */
        PasswordReset: {
            /** @example ann@example.com */
            email: string;
            /**
             * Format: date-time
             * @description When the link expires.
             */
            expires_at: string;
        };
        /** @description A new password for a lost one. */
        PasswordResetConfirmation: {
            /** Format: password */
            password: string;
            /** @description The token of the link. */
            token: string;
        };
        /** @description A link. */
        PasswordResetLink: {
            /** @description The token in it. */
            token: string;
        };
        /** @description What is answered, whether there is such an account or not. */
        PasswordResetRequested: {
            /**
             * Format: int64
             * @description For how long a link works that is sent now, in seconds.
             * @example 3600
             */
            expires_in_s: number;
        };
        /** @description Permissions that go together. */
        PermissionSet: {
            /** @description Whom it is for. */
            description: string;
            /** @example developer */
            id: string;
            /** @example Developer */
            name: string;
            /**
             * @example [
             *       "hooks.view",
             *       "hooks.create"
             *     ]
             */
            permissions: string[];
        };
        /**
         * @description When and how hard to try. Durations are milliseconds; statuses are `any`, `2xx`, `204` or `200-204`. In a hook
         *     that is posted every field is optional, and what is left out is as in the preset.
         */
        Policy: {
            /**
             * Format: int64
             * @description Deactivate the hook after this long without a success; null: never.
             */
            deactivate_after_ms?: number | null;
            /**
             * Format: int32
             * @description Deactivate the hook after this many deliveries in a row that used up their schedule; null: never.
             */
            deactivate_after_spent?: number | null;
            /**
             * Format: double
             * @description The largest fraction by which a wait is lengthened at random.
             */
            jitter?: number | null;
            on_gone?: components["schemas"]["OnGone"] | null;
            on_timeout?: components["schemas"]["OnTimeout"] | null;
            /**
             * Format: int64
             * @description The longest wait that `Retry-After` can ask for.
             */
            retry_after_max_ms?: number | null;
            /** @description The answers on which `Retry-After` is honoured. */
            retry_after_on?: string[] | null;
            /** @description The answers, outside `success`, that are worth another try. */
            retry_on?: string[] | null;
            schedule?: components["schemas"]["Schedule"] | null;
            /**
             * @description The waits before each retry; empty for none. In place of `schedule`.
             * @example [
             *       5000,
             *       300000
             *     ]
             */
            schedule_ms?: number[] | null;
            /**
             * @description The answers that count as delivered.
             * @example [
             *       "2xx"
             *     ]
             */
            success?: string[] | null;
            /**
             * Format: int64
             * @description The total deadline of one attempt.
             * @example 15000
             */
            timeout_ms?: number | null;
            /**
             * Format: int64
             * @description Warn by mail this long before; null: never.
             */
            warn_before_ms?: number | null;
        };
        /** @description A link that the operator made. */
        PortalLink: {
            /** @description The token in it. */
            token: string;
        };
        /** @description What links open at most; what is left out stays. Hooks that were made there and are beyond it are deactivated. */
        PortalPatch: {
            /**
             * @example [
             *       "order"
             *     ]
             */
            grants?: string[] | null;
            /**
             * @example [
             *       "hooks.view"
             *     ]
             */
            permissions?: string[] | null;
        };
        /** @description What bounds a session that a link opened. */
        PortalSession: {
            /**
             * Format: date-time
             * @description When it ends, however often it is refreshed.
             */
            ends_at: string;
        };
        /** @description A wire form, a policy and a catalogue of event types under one name. */
        Preset: {
            description: string;
            /** @description The formats that its receivers understand, the usual one first. */
            formats: components["schemas"]["Format"][];
            /** @description The methods that its receivers understand, the usual one first. */
            methods: components["schemas"]["Method"][];
            name: components["schemas"]["PresetName"];
            policy: components["schemas"]["Policy"];
            /** @description The kind of secret that a new hook gets. */
            secret_kind: components["schemas"]["SecretKind"];
            /** @description Whether a hook that says nothing sends Standard Webhooks headers. */
            standard_headers: boolean;
            /**
             * @description The name for people.
             * @example Standard Webhooks
             */
            title: string;
        };
        /**
         * @description A wire form, a policy and a catalogue of event types under one name.
         * @enum {string}
         */
        PresetName: "standard" | "upodi" | "upodi-v2" | "abowire" | "abowire-v2" | "upzelo" | "app47" | "upgates";
        /** @description A preset with its catalogue. */
        PresetWithCatalog: components["schemas"]["Preset"] & {
            /** @description The event types that its system knows. */
            event_types: components["schemas"]["CatalogEntry"][];
        };
        /** @description Which event to show as a request: one of these, or neither for the ping of the test button. */
        Preview: {
            event?: components["schemas"]["NewEvent"] | null;
            /**
             * @description An event that was posted before.
             * @example evt_01jd3v9k2mfs8r0h6x3w7y5z4q
             */
            event_id?: string | null;
        };
        /** @description The document as it is sent. */
        Problem: {
            /** @description What is wrong with this request, and what to do about it. */
            detail: string;
            /** @description The fields that are wrong, where fields are. */
            errors?: components["schemas"]["FieldError"][];
            /**
             * @description The permission that is missing, where one is.
             * @example hooks.view
             */
            permission?: string | null;
            /**
             * Format: int32
             * @description The HTTP status.
             * @example 422
             */
            status: number;
            /** @description The same for people; one per `type`. */
            title: string;
            /**
             * @description What went wrong, as a stable reference: `/problems/<id>`.
             * @example /problems/invalid-content
             */
            type: string;
        };
        /**
         * @description Many deliveries that are sent again. It is over when `made` and `passed_over` have come to `total`, or it
         *     was cancelled: what came of the deliveries that it made is told by `deliveries`.
         */
        Replay: {
            /** Format: date-time */
            created_at: string;
            /**
             * @description Who asked for it.
             * @example Ann
             */
            created_by: string;
            deliveries?: components["schemas"]["ReplayDeliveries"] | null;
            filter: components["schemas"]["DeliveryFilter"];
            /** Format: date-time */
            finished_at?: string | null;
            /** @example rpl_01jd3v9k2mfs8r0h6x3w7y5z4q */
            id: string;
            /**
             * Format: int64
             * @description How many were sent so far.
             * @example 800
             */
            made: number;
            over: components["schemas"]["ReplayOver"];
            /**
             * Format: int64
             * @description How many cannot be sent: their hook takes no deliveries, or their event is no longer kept. Over events,
             *     also those that the hook's actions leave out by app, SKU or filter.
             * @example 3
             */
            passed_over: number;
            /**
             * Format: int32
             * @description How many deliveries it makes in a second at most; null: as fast as it can.
             */
            rate_per_s?: number | null;
            state: components["schemas"]["ReplayState"];
            /**
             * Format: int64
             * @description How many deliveries or events the filter took when it was made.
             * @example 1200
             */
            total: number;
        };
        /** @description How much a replay would take. */
        ReplayCount: {
            /**
             * Format: int64
             * @description How many deliveries or events the filter takes. Those whose hook is inactive or deleted, or whose event
             *     is no longer kept, are among them; a replay passes them over. So are events that the hook's actions
             *     leave out by app, SKU or filter.
             * @example 1200
             */
            count: number;
        };
        /** @description How the deliveries of a replay stand, as far as they are kept: they leave with their events. */
        ReplayDeliveries: {
            /**
             * Format: int64
             * @description They were cancelled.
             * @example 0
             */
            cancelled: number;
            /**
             * Format: int64
             * @description They arrived.
             * @example 792
             */
            delivered: number;
            /**
             * Format: int64
             * @description They were given up.
             * @example 5
             */
            failed: number;
            /**
             * Format: int64
             * @description They are being sent.
             * @example 1
             */
            in_flight: number;
            /** @description False if there are more than the first 10,000, which are counted. */
            is_exact: boolean;
            /**
             * Format: int64
             * @description They wait for their first or next attempt.
             * @example 2
             */
            pending: number;
        };
        /**
         * @description What a replay goes over.
         * @enum {string}
         */
        ReplayOver: "deliveries" | "events";
        /** @description What would be replayed. */
        ReplayScope: {
            filter: components["schemas"]["DeliveryFilter"];
            over?: components["schemas"]["ReplayOver"] | null;
        };
        /**
         * @description The state of a replay.
         * @enum {string}
         */
        ReplayState: "running" | "done" | "cancelled";
        /** @description A request as it is, was or would be sent. Without `hooks.edit` its secrets are shown as `***`. */
        Request: {
            body: string;
            headers: {
                [key: string]: string;
            };
            /** @example POST */
            method: string;
            /** @example https://example.com/in?token=s3 */
            url: string;
        };
        /** @description The requests that an event would become. The members beside `parts` and `further` are the first of them. */
        RequestPreview: components["schemas"]["Request"] & {
            /**
             * @description The requests after the first, in order: all of them, or as many as have room in the answer, whose bodies
             *     together are bounded by `server.max_body_bytes`.
             */
            further: components["schemas"]["Request"][];
            /**
             * Format: int32
             * @description How many requests it becomes: one, but for lists longer than the form sends at once (Upgates: 5000).
             * @example 1
             */
            parts: number;
        };
        /** @description What a receiver answered, as far as it is kept. */
        Response: {
            body: string;
            headers: {
                [key: string]: string;
            };
            /** @description True if there was more of the body. */
            truncated: boolean;
        };
        /** @description How a hook is resumed. */
        ResumeHook: {
            /**
             * Format: int32
             * @description How many requests in a second it gets at most, until what it collected is sent; null: only its own
             *     `rate_per_s` holds.
             * @default null
             * @example 20
             */
            rate_per_s?: number | null;
        };
        /** @description How to change a hook's secret. */
        Rotation: {
            /**
             * Format: int32
             * @description For how long the old secret signs as well, in seconds.
             * @default 86400
             */
            grace_seconds?: number | null;
            kind?: components["schemas"]["SecretKind"] | null;
            /** @description A secret to take over from elsewhere. Left out: a new one. */
            secret?: string | null;
        };
        /** @description Waits between attempts. Which fields count depends on `kind`; each may be bounded by count and age. */
        Schedule: {
            /**
             * Format: int64
             * @description `growing`: what the waits grow from.
             */
            base_ms?: number | null;
            /**
             * Format: int64
             * @description `interval`: every other wait.
             */
            every_ms?: number | null;
            /**
             * Format: double
             * @description `growing`: to `base × factor^n` before retry n + 1.
             */
            factor?: number | null;
            /**
             * Format: int64
             * @description `interval`: the first wait, if it differs.
             */
            first_ms?: number | null;
            kind: components["schemas"]["ScheduleKind"];
            /**
             * Format: int64
             * @description No retry later than this long after the first attempt was due; left out: no bound.
             */
            max_age_ms?: number | null;
            /**
             * Format: int32
             * @description The most retries; left out: no bound.
             */
            max_retries?: number | null;
            /**
             * Format: int64
             * @description `growing`: no wait is longer.
             */
            max_wait_ms?: number | null;
            /**
             * Format: int32
             * @description `growing`: to `base + n^power` seconds before retry n + 1.
             */
            power?: number | null;
            /** @description `list`: one wait before each retry. */
            waits_ms?: number[] | null;
        };
        /**
         * @description The form of a schedule.
         * @enum {string}
         */
        ScheduleKind: "none" | "list" | "interval" | "growing";
        /**
         * @description What a schema does to events that violate it.
         * @enum {string}
         */
        SchemaMode: "off" | "warn" | "reject";
        /**
         * @description What a secret is used for.
         * @enum {string}
         */
        SecretKind: "hmac" | "ed25519" | "token";
        /** @description Who is signed in. */
        Session: {
            portal?: components["schemas"]["PortalSession"] | null;
            /** @description The tenants that they are an active member of. */
            tenants: components["schemas"]["Membership"][];
            user: components["schemas"]["User"];
        };
        /** @description A place where somebody is signed in. */
        SessionOfUser: {
            /**
             * @description The address of the sign-in.
             * @example 192.0.2.1
             */
            address?: string | null;
            /** Format: date-time */
            created_at: string;
            /** @description True for the session that asks. */
            current: boolean;
            /**
             * Format: date-time
             * @description When it ends unless it is refreshed.
             */
            expires_at: string;
            /** @example ses_01jd3v9k2mfs8r0h6x3w7y5z4q */
            id: string;
            /**
             * Format: date-time
             * @description When it was last refreshed, which a console that is open does every few minutes.
             */
            last_seen_at: string;
            /** @description What the browser calls itself. */
            user_agent?: string | null;
        };
        /** @description Changes to the account that is signed in; what is left out stays. */
        SessionPatch: {
            /**
             * @description What the person is called from now on. Left out: it stays.
             * @example Ann
             */
            name?: string | null;
        };
        /** @description What a tenant has set, and what follows from it. */
        Settings: components["schemas"]["OwnSettings"] & {
            /** @description The bounds that the operator has set for this tenant; null: none of its own. */
            ceiling: components["schemas"]["Limits"];
            in_force: components["schemas"]["SettingsInForce"];
            /** @description The operator's own id for the tenant. */
            key?: string | null;
            /**
             * @description What people call the tenant. Some wire forms carry it.
             * @example Acme
             */
            name: string;
            /** @description The preset of hooks that name none. */
            preset: components["schemas"]["PresetName"];
            /**
             * @description The tenant's short name in wire forms. It never changes.
             * @example acme
             */
            slug: string;
            /** @example ten_01jd3v9k2mfs8r0h6x3w7y5z4q */
            tenant_id: string;
        };
        /** @description What holds: the tenant's own settings, within the operator's bounds and the installation's. */
        SettingsInForce: {
            /** Format: int32 */
            body_days: number;
            /** Format: int32 */
            history_days: number;
            limits: components["schemas"]["Limits"];
            /**
             * Format: int32
             * @description The most days that `history_days` may be set to.
             */
            most_history_days: number;
        };
        /** @description Changes to the settings; what is left out stays, null is the default. */
        SettingsPatch: {
            /** Format: int32 */
            body_days?: number | null;
            deactivate_on_any_permission_change?: boolean | null;
            event_schema_mode?: components["schemas"]["SchemaMode"] | null;
            /** Format: int32 */
            history_days?: number | null;
            hooks_managed_by?: components["schemas"]["HooksManagedBy"] | null;
            limits?: components["schemas"]["LimitsPatch"] | null;
            mails?: components["schemas"]["MailsPatch"] | null;
            name?: string | null;
            preset?: components["schemas"]["PresetName"] | null;
            refuse_undeclared_event_types?: boolean | null;
            unknown_apps?: components["schemas"]["UnknownApps"] | null;
            unsent_on_owner_change?: components["schemas"]["UnsentOnOwnerChange"] | null;
        };
        /** @description Whether the installation waits to be set up. */
        SetupState: {
            /** @description True while there is no user. Then `billhook serve` prints a one-time link at its start. */
            needed: boolean;
        };
        /** @description What somebody signs in with. */
        SignIn: {
            /** @example ann@example.com */
            email: string;
            /** Format: password */
            password: string;
        };
        /** @description An item sold inside of an app. */
        Sku: {
            /**
             * @description The app that it is sold in.
             * @example app_01jd3v9k2mfs8r0h6x3w7y5z4q
             */
            app_id: string;
            /** Format: date-time */
            created_at: string;
            /** @example sku_01jd3v9k2mfs8r0h6x3w7y5z4q */
            id: string;
            /**
             * @description What events and actions name it by.
             * @example coins-100
             */
            key: string;
            /** @example 100 coins */
            name: string;
            /** Format: date-time */
            updated_at: string;
        };
        /**
         * @description Why a hook is in its state.
         * @enum {string}
         */
        StateReason: "manual" | "test_failed" | "gone" | "failing" | "owner_permissions_changed";
        /** @description The outcome of deliveries over time. */
        Stats: {
            /** @description What waits at this moment. */
            backlog: components["schemas"]["Backlog"];
            /** Format: date-time */
            since: string;
            /**
             * Format: int64
             * @description The length of a step in seconds.
             * @example 3600
             */
            step_s: number;
            /** @description Every step, the earliest first; those in which nothing happened, too. */
            steps: components["schemas"]["StatsStep"][];
            /** @description The whole span. */
            total: components["schemas"]["Figures"];
            /** Format: date-time */
            until: string;
            /** @description Hooks that something was sent to, those with most failed deliveries first; ten at most. */
            worst_hooks: components["schemas"]["WorstHook"][];
        };
        /** @description One step of the span. */
        StatsStep: components["schemas"]["Figures"] & {
            /**
             * Format: date-time
             * @description When it begins.
             */
            at: string;
        };
        /** @description A customer organisation of the installation. */
        Tenant: {
            /** Format: date-time */
            created_at: string;
            /** @example ten_01jd3v9k2mfs8r0h6x3w7y5z4q */
            id: string;
            /**
             * @description The operator's own id for it.
             * @example acme-42
             */
            key?: string | null;
            /** @example Acme */
            name: string;
            /** @description The preset of hooks that name none. */
            preset: components["schemas"]["PresetName"];
            /**
             * @description Its short name in wire forms.
             * @example acme
             */
            slug: string;
            /**
             * @description `active`, `suspended`, or `deleting` until it is erased.
             * @example active
             */
            state: string;
            /** Format: date-time */
            updated_at: string;
        };
        /** @description How far a tenant's deletion has come. */
        TenantDeletion: {
            /**
             * Format: int64
             * @description How many rows are gone.
             */
            erased_rows: number;
            /** Format: date-time */
            requested_at: string;
        };
        /** @description A tenant in a list. */
        TenantInList: components["schemas"]["Tenant"] & {
            load: components["schemas"]["TenantLoad"];
        };
        /** @description A link, shown once. */
        TenantLink: {
            /**
             * Format: date-time
             * @description Until when it can be opened.
             */
            expires_at: string;
            /**
             * @description Opens the console, once.
             * @example https://hooks.example.com/portal?token=…
             */
            url: string;
        };
        /** @description How a tenant fares. */
        TenantLoad: {
            /**
             * Format: int64
             * @description Hooks that send.
             */
            active_hooks: number;
            /**
             * Format: int64
             * @description Deliveries that ended well in the last hour.
             */
            delivered_last_hour: number;
            /**
             * Format: int64
             * @description Deliveries that were given up in the last hour.
             */
            failed_last_hour: number;
            /**
             * Format: int64
             * @description Hooks that send, and have had failures only since their last success.
             */
            failing_hooks: number;
            /**
             * Format: int64
             * @description Hooks that take nothing.
             */
            inactive_hooks: number;
            /** @description True if there are more than were counted. */
            more_are_waiting: boolean;
            /**
             * Format: int64
             * @description Hooks that collect.
             */
            paused_hooks: number;
            /**
             * Format: int64
             * @description Those of them that no member switched off: by failures, a test, or the loss of what the owner needs.
             */
            suspended_hooks: number;
            /**
             * Format: int64
             * @description Deliveries that wait or are being sent, up to 10,000.
             */
            waiting_deliveries: number;
        };
        /** @description Changes to a tenant; what is left out stays. */
        TenantPatch: {
            /** @example acme-42 */
            key?: string | null;
            limits?: components["schemas"]["LimitsPatch"] | null;
            /**
             * @description Its short name in wire forms stays as it is.
             * @example Acme
             */
            name?: string | null;
            portal?: components["schemas"]["PortalPatch"] | null;
            /**
             * @description `suspended`: takes no events, sends nothing and keeps its backlog, which `active` sends.
             * @example suspended
             */
            state?: string | null;
        };
        /** @description A tenant, and how it fares. */
        TenantWithLoad: components["schemas"]["Tenant"] & {
            deletion?: components["schemas"]["TenantDeletion"] | null;
            /** @description The bounds that the operator has set for this tenant; null: none of its own. */
            limits: components["schemas"]["Limits"];
            /** @description What holds, with the installation's bounds and those that the tenant has set for itself. */
            limits_in_force: components["schemas"]["Limits"];
            load: components["schemas"]["TenantLoad"];
        };
        /** @description A deadline that an event has armed. */
        Timer: {
            /** Format: date-time */
            armed_at: string;
            /**
             * Format: date-time
             * @description When it fires.
             */
            due_at: string;
            /**
             * @description The event that armed it.
             * @example evt_01jd3v9k2mfs8r0h6x3w7y5z4q
             */
            event_id: string;
            /** @example tmr_01jd3v9k2mfs8r0h6x3w7y5z4q */
            id: string;
            /**
             * @description What the event that disarms it has to have in common with that one, cut to 255 characters.
             * @example customer_7
             */
            key: string;
        };
        /** @description An API credential of one member. */
        Token: {
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description When it expires; null: it is valid until it is revoked.
             */
            expires_at?: string | null;
            /**
             * @description Which events it may see and hook at most; null: whichever its member may.
             * @example [
             *       "invoice"
             *     ]
             */
            grants?: string[] | null;
            /** @example tok_01jd3v9k2mfs8r0h6x3w7y5z4q */
            id: string;
            /**
             * Format: date-time
             * @description When it was last used, to the minute.
             */
            last_used_at?: string | null;
            /**
             * @description Whose it is.
             * @example mbr_01jd3v9k2mfs8r0h6x3w7y5z4q
             */
            member_id: string;
            /** @example CI */
            name: string;
            /**
             * @description What it may do at most; null: whatever its member may at the moment of use.
             * @example [
             *       "events.publish"
             *     ]
             */
            permissions?: string[] | null;
            /**
             * @description What the credential begins with, to tell tokens apart.
             * @example bh_C2FVsBQI
             */
            prefix: string;
        };
        /** @description What a filter may look at in an event. */
        TriedEvent: {
            actor?: string | null;
            app?: string | null;
            component?: string | null;
            data: unknown;
            origin?: string | null;
            sku?: string | null;
            subjects?: string[];
            test_mode?: boolean;
            /** @example invoice.paid */
            type: string;
        };
        /**
         * @description What becomes of a key of an app or a SKU that nobody made: it is made, or what names it is answered 422.
         * @enum {string}
         */
        UnknownApps: "register" | "refuse";
        /**
         * @description What becomes of unsent deliveries of a hook that is deactivated because of its owner.
         * @enum {string}
         */
        UnsentOnOwnerChange: "cancel" | "keep";
        /** @description A person. */
        User: {
            /** @description Without meaning where `kind` is `portal`. */
            email: string;
            /** @example usr_01jd3v9k2mfs8r0h6x3w7y5z4q */
            id: string;
            /**
             * @description `person`; or `portal`, which stands for all who come by links of the operator.
             * @example person
             */
            kind: string;
            name: string;
        };
        /** @description A place in which an event's data is not as the schema of its type says. */
        Violation: {
            /**
             * @description What is wrong there.
             * @example value is not of type "integer"
             */
            detail: string;
            /**
             * @description A JSON pointer (RFC 6901) into the data.
             * @example /total
             */
            pointer: string;
        };
        /** @description A hook and its counts. */
        WorstHook: components["schemas"]["Figures"] & {
            /** @example hk_01jd3v9k2mfs8r0h6x3w7y5z4q */
            hook_id: string;
            /** @example ERP */
            name: string;
            state: components["schemas"]["HookState"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    delete_action: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The action's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_action: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The action's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActionPatch"];
            };
        };
        responses: {
            /** @description The action as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Action"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_apps: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of apps */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_App"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_app: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: within 24 hours, it is answered as it was the first time. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewKeyed"];
            };
        };
        responses: {
            /** @description The app */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["App"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is an app with this key, or the limit is reached */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_app: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The app's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The app */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["App"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_app: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The app's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Actions name it; the detail says which */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_app: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The app's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyedPatch"];
            };
        };
        responses: {
            /** @description The app as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["App"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_skus: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The app's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of SKUs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Sku"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_sku: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: within 24 hours, it is answered as it was the first time. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The app's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewKeyed"];
            };
        };
        responses: {
            /** @description The SKU */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sku"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The app has a SKU with this key, or the limit is reached */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_audit_entries: {
        parameters: {
            query?: {
                /**
                 * @description The id of the user or token that did it.
                 * @example usr_01jd3v9k2mfs8r0h6x3w7y5z4q
                 */
                actor?: string;
                /** @description What kind of actor did it. */
                actor_kind?: components["schemas"]["ActorKind"];
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description How many items at most. */
                limit?: number;
                /**
                 * @description What was done, or all of a kind of thing (`hook.*`).
                 * @example hook.*
                 */
                operation?: string;
                /** @description Done at this instant or later. */
                since?: string;
                /**
                 * @description The id of what it was done to.
                 * @example hk_01jd3v9k2mfs8r0h6x3w7y5z4q
                 */
                subject?: string;
                /** @description Done before this instant. */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AuditEntry"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_audit_entries: {
        parameters: {
            query?: {
                /**
                 * @description The id of the user or token that did it.
                 * @example usr_01jd3v9k2mfs8r0h6x3w7y5z4q
                 */
                actor?: string;
                /** @description What kind of actor did it. */
                actor_kind?: components["schemas"]["ActorKind"];
                /** @description `jsonl` or `csv`. */
                format?: "jsonl" | "csv";
                /**
                 * @description What was done, or all of a kind of thing (`hook.*`).
                 * @example hook.*
                 */
                operation?: string;
                /** @description Done at this instant or later. */
                since?: string;
                /**
                 * @description The id of what it was done to.
                 * @example hk_01jd3v9k2mfs8r0h6x3w7y5z4q
                 */
                subject?: string;
                /** @description Done before this instant. */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_branding: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The branding */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Branding"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_branding: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BrandingPatch"];
            };
        };
        responses: {
            /** @description The branding as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Branding"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_deadlines: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of deadlines */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Deadline"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_deadline: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: within 24 hours, it is answered as it was the first time. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDeadline"];
            };
        };
        responses: {
            /** @description The deadline */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deadline"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The limit is reached */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_deadline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The deadline's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The deadline */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deadline"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_deadline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The deadline's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_deadline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The deadline's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeadlinePatch"];
            };
        };
        responses: {
            /** @description The deadline as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deadline"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_timers: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The deadline's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of timers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Timer"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_timer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The deadline's id */
                id: string;
                /** @description The timer's id */
                timer: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Disarmed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_deliveries: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description The id of an event. */
                event?: string;
                /**
                 * @description An event type, or all of a resource (`invoice.*`).
                 * @example invoice.*
                 */
                event_type?: string;
                /** @description The id of a hook. */
                hook?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Ended at this instant or later without success: failed, cancelled or skipped. */
                missed_since?: string;
                /** @description The id of a replay: what it made. */
                replay?: string;
                /** @description Made at this instant or later. */
                since?: string;
                /** @description Only deliveries in this state. */
                state?: components["schemas"]["DeliveryState"];
                /** @description Made before this instant. */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of deliveries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Delivery"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_delivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The delivery's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_attempts: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The delivery's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of attempts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttemptPage"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_delivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The delivery's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It has ended, or is being sent at this moment */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replay_delivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The delivery's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new delivery */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It has not ended, or its hook takes no deliveries */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_event_types: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of event types */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_EventType"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_event_type: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: within 24 hours, it is answered as it was the first time. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEventType"];
            };
        };
        responses: {
            /** @description The event type */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventType"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is declared already, or the limit is reached */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_event_type: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The event type's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event type */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventType"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_event_type: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The event type's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_event_type: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The event type's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventTypePatch"];
            };
        };
        responses: {
            /** @description The event type as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventType"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_event_types: {
        parameters: {
            query?: {
                /**
                 * @description An event type, or all of a resource (`invoice.*`). Left out: all.
                 * @example invoice.*
                 */
                event_type?: string;
                /** @description In whose form requests are sent. Left out: the tenant's preset. */
                preset?: components["schemas"]["PresetName"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, unknown>;
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The document would have too many event types, or be too long */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_events: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /**
                 * @description An event type, or all of a resource (`invoice.*`).
                 * @example invoice.*
                 */
                event_type?: string;
                /** @description The poster's own id. */
                external_id?: string;
                /** @description True: only those whose deliveries are held back now (`deliver_at`). */
                held?: boolean;
                /** @description How many items at most. */
                limit?: number;
                /** @description Accepted at this instant or later. */
                since?: string;
                /** @description Accepted before this instant. */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_EventSummary"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_event: {
        parameters: {
            query?: never;
            header?: {
                /** @description The operator's: the tenant's id, or `key:` and its key */
                "Billhook-Tenant"?: string | null;
                /** @description Used as `id` if the event has none */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEvent"];
            };
        };
        responses: {
            /** @description Accepted: nothing that happens from now on loses it */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedEvent"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The id belongs to an event with other content */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The event is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is waiting; try again after `Retry-After` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_event: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The event's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_event: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The event's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is cancelled */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CancelledEvent"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is not held back, or no longer */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_event_matches: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The event's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of hooks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_EventMatch"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_event_batch: {
        parameters: {
            query?: never;
            header?: {
                /** @description The operator's: the tenant's id, or `key:` and its key */
                "Billhook-Tenant"?: string | null;
                /** @description Makes the batch repeatable */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEventBatch"];
            };
        };
        responses: {
            /** @description All are accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedEvents"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The batch is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much is waiting; try again after `Retry-After` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_tenant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lines */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    check_filter: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FilterTrial"];
            };
        };
        responses: {
            /** @description What the filter says */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilterVerdict"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_hooks: {
        parameters: {
            query?: {
                /**
                 * @description Only hooks with an action that names the app with this key.
                 * @example game
                 */
                app?: string;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /**
                 * @description Only the hooks of these ids, separated by commas: at most 200. Those that are not the tenant's are left out.
                 * @example hk_01jd3v9k2mfs8r0h6x3w7y5z4q,hk_01jd3v9k2mfs8r0h6x3w7y5z4r
                 */
                ids?: string;
                /** @description How many items at most. */
                limit?: number;
                /**
                 * @description Only hooks whose name contains this text, in upper or lower case: at most 100 characters.
                 * @example book
                 */
                q?: string;
                /**
                 * @description Only hooks with an action that names the SKU with this key, of that app.
                 * @example coins-100
                 */
                sku?: string;
                /** @description Only hooks in this state. */
                state?: components["schemas"]["HookState"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of hooks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Hook"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_hook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: within 24 hours, it is answered as it was the first time. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewHook"];
            };
        };
        responses: {
            /** @description The hook */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hook"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_hook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The hook's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The hook */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hook"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_hook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The hook's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_hook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The hook's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HookPatch"];
            };
        };
        responses: {
            /** @description The hook as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hook"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_actions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The hook's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The actions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Action"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_action: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: within 24 hours, it is answered as it was the first time. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The hook's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAction"];
            };
        };
        responses: {
            /** @description The action */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Action"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    activate_hook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The hook's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The hook as it is now, and what it missed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivatedHook"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The hook's state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deactivate_hook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The hook's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The hook as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hook"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The hook's state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dismiss_missed_period: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The hook's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Dismissed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    hand_over_hook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The hook's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOwner"];
            };
        };
        responses: {
            /** @description The hook as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hook"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The member may not own the hook */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_hook_candidates: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The hook's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of members */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_HookOwner"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pause_hook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The hook's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The hook as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hook"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The hook's state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_hook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The hook's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Preview"];
            };
        };
        responses: {
            /** @description The request */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestPreview"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resume_hook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The hook's id */
                id: string;
            };
            cookie?: never;
        };
        /** @description May be left out */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ResumeHook"] | null;
            };
        };
        responses: {
            /** @description The hook as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hook"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The hook's state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_hook_secret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The hook's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The secrets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HookSecrets"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotate_hook_secret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The hook's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rotation"];
            };
        };
        responses: {
            /** @description The secrets as they are now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HookSecrets"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    test_hook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The hook's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The hook is inactive: nothing was sent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HookTest"];
                };
            };
            /** @description The ping is on its way */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HookTest"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_hook_draft: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftPreview"];
            };
        };
        responses: {
            /** @description The request */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestPreview"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_invitations: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of invitations */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Invitation"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_invitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: within 24 hours, it is answered as it was the first time. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInvitation"];
            };
        };
        responses: {
            /** @description Invited */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description They are a member already, or invited */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The invitation's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is no longer open */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resend_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The invitation's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sent again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It offers more than you have */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is no longer open */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    accept_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Acceptance"];
            };
        };
        responses: {
            /** @description Joined and signed in */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description They are a member already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lookup_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationLink"];
            };
        };
        responses: {
            /** @description The offer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationOffer"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_members: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of members */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Member"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The member's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The member */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The member's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description They are an owner, and you are not */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody else could edit members */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The member's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberPatch"];
            };
        };
        responses: {
            /** @description The member as they are now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It gives what you do not have, or takes something from an owner */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody else could edit members */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The member's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberPatch"];
            };
        };
        responses: {
            /** @description What would follow */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberPreview"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It gives what you do not have, or takes something from an owner */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody else could edit members */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    leave_tenant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Left */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token cannot leave for its member */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody else could edit members */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_operator_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The operator */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorSession"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_operator_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperatorSignIn"];
            };
        };
        responses: {
            /** @description Signed in */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorSession"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_operator_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_password_reset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPasswordReset"];
            };
        };
        responses: {
            /** @description If there is such an account, a link is on its way */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasswordResetRequested"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests from this address */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirm_password_reset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordResetConfirmation"];
            };
        };
        responses: {
            /** @description The password is set */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lookup_password_reset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordResetLink"];
            };
        };
        responses: {
            /** @description The account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasswordReset"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_permission_sets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sets, all on one page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PermissionSet"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_presets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The presets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Preset"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_preset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The preset's name, as in `upodi-v2` */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The preset */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresetWithCatalog"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    import_preset: {
        parameters: {
            query?: {
                /** @description What becomes of a declared event type with another description or example. */
                existing?: "keep" | "replace";
            };
            header?: never;
            path: {
                /** @description The preset's name, as in `upodi-v2` */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportedCatalog"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An example would violate a schema, or there would be more event types than the limit allows */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_replays: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of replays */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Replay"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_replay: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReplay"];
            };
        };
        responses: {
            /** @description The replay */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many replays are running */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_replay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The replay's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The replay, how far it has come, and what came of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_replay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The replay's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The replay as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is over already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    count_replay: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayScope"];
            };
        };
        responses: {
            /** @description How many there are */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayCount"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who is signed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Signed in */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionPatch"];
            };
        };
        responses: {
            /** @description Who is signed in, as they are now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Changed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    open_portal: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PortalLink"];
            };
        };
        responses: {
            /** @description The console is open */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refresh_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Still signed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All sessions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_SessionOfUser"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_other_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_session_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The session's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsPatch"];
            };
        };
        responses: {
            /** @description The settings as they are now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_setup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether it does */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupState"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_setup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSetup"];
            };
        };
        responses: {
            /** @description Set up and signed in */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_sku: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The SKU's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The SKU */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sku"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_sku: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The SKU's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Actions name it; the detail says which */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_sku: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The SKU's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyedPatch"];
            };
        };
        responses: {
            /** @description The SKU as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sku"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_stats: {
        parameters: {
            query?: {
                /** @description Only what goes to this hook. */
                hook?: string;
                /**
                 * @description A span that ends now: an hour by the minute, a day by the hour, a week by six hours. Not together with `since`,
                 *     `until` and `step_s`. Default: a day.
                 */
                range?: "hour" | "day" | "week";
                /** @description The beginning of another span; rounded down to a whole step. */
                since?: string;
                /**
                 * @description The length of its steps in seconds, whole minutes. Default: an hour. At most 500 steps; steps that are
                 *     not whole hours only within the last two days.
                 */
                step_s?: number;
                /** @description Its end; rounded up to a whole step. Default: now. */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stats"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    open_stream: {
        parameters: {
            query?: never;
            header?: {
                /** @description The id of the last event that came */
                "Last-Event-ID"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many streams are open */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_tenants: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of tenants */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_TenantInList"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_tenant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: within 24 hours, it is answered as it was the first time. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTenant"];
            };
        };
        responses: {
            /** @description The tenant */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Another tenant has the key */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_tenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's id, or `key:` and its key */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tenant */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantWithLoad"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_tenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's id, or `key:` and its key */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is being deleted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_tenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's id, or `key:` and its key */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TenantPatch"];
            };
        };
        responses: {
            /** @description The tenant as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantWithLoad"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Another tenant has the key */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_tenant_branding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's id, or `key:` and its key */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The branding */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Branding"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_tenant_branding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tenant's id, or `key:` and its key */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BrandingPatch"];
            };
        };
        responses: {
            /** @description The branding as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Branding"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The tenant is being deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_tenant_hooks: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Only hooks in this state. */
                state?: components["schemas"]["HookState"];
            };
            header?: never;
            path: {
                /** @description The tenant's id, or `key:` and its key */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of hooks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_HookOfTenant"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_tenant_link: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: within 24 hours, it is answered as it was the first time. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The tenant's id, or `key:` and its key */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTenantLink"];
            };
        };
        responses: {
            /** @description The link */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantLink"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The tenant has closed its portal */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_tokens: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of tokens */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Token"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_token: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: within 24 hours, it is answered as it was the first time. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewToken"];
            };
        };
        responses: {
            /** @description The token, with its credential */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedToken"];
                };
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A permission or a grant is missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The limit of tokens is reached */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Credentials are missing or not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token may do more than you may */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_liveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_readiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It can */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Any other problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
