//! Calls Prefect's server.

use prefect::types::{
    CronSchedule, DeploymentScheduleCreate, FlowFilter, FlowFilterName, FlowRunFilter, FlowRunFilterId, StateCreate, StateType,
};
use prefect::{Client, StatusCode};
use serde_json::{Value, json};

type Outcome = Result<(), Box<dyn std::error::Error>>;

#[tokio::main]
async fn main() -> Outcome {
    let url = std::env::args().nth(1).ok_or("the first argument is the base URL")?;
    let client = Client::builder().base_url(&url).max_retries(0).build()?;
    flows(&client).await?;
    variables(&client).await?;
    pools(&client).await
}

async fn flows(client: &Client) -> Outcome {
    let flows = client.flows();
    let flow = flows.create("etl ü").tags(["a", "b"]).labels([("size", 2.5)]).send().await?;
    assert_eq!(flow.status(), StatusCode::CREATED);
    let flow = flow.into_inner();
    let again = flows.create("etl ü").send().await?;
    assert_eq!(again.status(), StatusCode::OK);
    assert_eq!(again.into_inner().id, flow.id);
    assert_eq!(flows.name().retrieve("etl ü").await?.id, flow.id);
    let named = |name: &str| FlowFilter::new().name(FlowFilterName::new().any([name]));
    assert_eq!(flows.filter().list().flows(named("etl ü")).limit(5).await?.len(), 1);
    assert_eq!(flows.count().flows(named("other")).await?, 0);
    flows.update(flow.id.clone()).tags(["c"]).await?;
    assert_eq!(flows.retrieve(flow.id.clone()).await?.tags, Some(vec!["c".to_owned()]));
    println!("flow: {}", flow.id);

    let schedule = DeploymentScheduleCreate::new(CronSchedule::new("0 3 * * *").timezone("UTC"));
    let deployment = client.deployments().create("nightly", flow.id.clone());
    let deployment = deployment.parameters([("n", json!(1))]).schedules([schedule]).await?;
    let schedules = client.deployments().schedules().list(deployment.id.clone()).await?;
    assert_eq!(schedules.len(), 1);
    let run = client.deployments().create_flow_run(deployment.id.clone()).await?;
    assert_eq!(run.parameters.as_ref().and_then(|all| all.get("n")), Some(&json!(1)));
    let set = client.flow_runs().set_state(run.id.clone(), StateCreate::new(StateType::Running)).await?;
    assert_eq!(set.state.map(|state| state.r#type), Some(StateType::Running));
    let only = FlowRunFilter::new().id(FlowRunFilterId::new().any([run.id.clone()]));
    let found = client.flow_runs().filter().list().flow_runs(only).await?;
    assert_eq!(found.iter().map(|one| &one.id).collect::<Vec<_>>(), [&run.id]);
    println!("flow run: {}", run.id);

    client.flow_runs().delete(run.id.clone()).await?;
    client.deployments().delete(deployment.id.clone()).await?;
    flows.delete(flow.id.clone()).await?;
    let error = flows.retrieve(flow.id.clone()).await.expect_err("the flow is deleted");
    assert_eq!(error.to_string(), "404 Not Found: Flow not found");
    println!("error: {error}");
    Ok(())
}

async fn variables(client: &Client) -> Outcome {
    let variables = client.variables();
    let made = variables.create("limits", json!({"a": [1, null, 2.5]})).await?;
    assert_eq!(serde_json::to_value(&made.value)?, json!({"a": [1, null, 2.5]}));
    let values = [json!(9_007_199_254_740_993_i64), json!("x"), json!([1]), json!(true), json!(1.5), Value::Null];
    for value in values {
        variables.name().update("limits").value(value.clone()).await?;
        let read = variables.name().retrieve("limits").await?;
        assert_eq!(serde_json::to_value(&read.value)?, value);
    }
    variables.name().delete("limits").await?;
    println!("variable: {}", made.id);

    let error = variables.create("Not A Name", 1).await.expect_err("not a name");
    assert_eq!(error.status(), Some(StatusCode::UNPROCESSABLE_ENTITY));
    println!("error: {error}");
    Ok(())
}

async fn pools(client: &Client) -> Outcome {
    let pools = client.work_pools();
    let pool = pools.create("pool").r#type("process").concurrency_limit(3).await?;
    assert_eq!(pool.concurrency_limit, Some(3));
    pools.update("pool").concurrency_limit(None).await?;
    pools.queues().create("pool", "urgent").priority(1).await?;
    let queues = pools.queues().filter().list("pool").await?;
    assert!(queues.iter().any(|queue| queue.name == "urgent"), "{queues:?}");
    let error = pools.create("pool").await.expect_err("the pool exists");
    assert_eq!(error.to_string(), "409 Conflict: A work pool with this name already exists.");
    println!("error: {error}");
    pools.delete("pool").await?;
    println!("pool: {}", pool.id);
    Ok(())
}
