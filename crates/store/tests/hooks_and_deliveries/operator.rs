//! What the operator sees of tenants, in figures.

use billhook_core::id::OperatorTokenId;
use billhook_store::operator_tokens::{self, OperatorToken};
use billhook_store::{SystemScope, tenants};

use crate::fixture::{a_tenant_with_a_hook, at, event, insert_event, read, write};

billhook_store::on_both_databases! {
    async fn what_waits_is_counted_for_each_tenant_of_a_page(db: Db) {
        let (busy, idle) = (a_tenant_with_a_hook(&db).await, a_tenant_with_a_hook(&db).await);
        write(&db, move |c| {
            for n in 0..3 {
                insert_event(c, &busy, &event(busy.tenant, "invoice.paid", n))?;
            }
            let token =
                OperatorToken { id: OperatorTokenId::new(at(0)), name: "CI".into(), prefix: "bho_".into(), created_at: at(0), revoked_at: None };
            operator_tokens::insert(c, SystemScope, &token, &[7; 32])
        })
        .await;
        let loads = read(&db, move |c| {
            let operator = operator_tokens::authenticate(c, &[7; 32])?.unwrap();
            tenants::loads_of(c, operator.scope, &[busy.tenant, idle.tenant], at(1))
        })
        .await;
        let waiting = |tenant| (loads[&tenant].waiting_deliveries, loads[&tenant].more_are_waiting);
        assert_eq!((waiting(busy.tenant), waiting(idle.tenant)), ((3, false), (0, false)));
        assert_eq!(loads[&busy.tenant].active_hooks, 1);
    }
}
