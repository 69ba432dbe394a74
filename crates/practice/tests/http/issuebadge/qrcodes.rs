use reqwest::{Method, StatusCode};
use serde_json::json;

use super::client::{Answer, Visit};

async fn created(visit: &Visit, kind: &str) -> String {
    let body = json!({ "name": "Stand", "type": kind, "data": { "url": "https://x.invalid/" } });
    let answer = visit.post("/qrcode/create", &body).await;
    answer.data()["code"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_code_is_created_listed_changed_and_deleted() {
    let visit = Visit::begin().await;
    let code = created(&visit, "url").await;
    created(&visit, "text").await;
    let list = visit.get("/qrcode?type=url&per_page=5").await;
    assert_eq!(list.body["pagination"]["total"], 1);
    assert_eq!(list.data()[0]["code"], *code);
    let path = format!("/qrcode/{code}");
    let shown = visit.get(&path).await;
    assert!(shown.data()["scan_url"].as_str().unwrap().ends_with(&code));
    let changed = visit
        .patch(&path, &json!({ "is_active": false, "name": "Hall" }))
        .await;
    assert_eq!(changed.data()["is_active"], false);
    assert_eq!(changed.data()["name"], "Hall");
    assert_eq!(
        changed.data()["data"],
        json!({ "url": "https://x.invalid/" })
    );
    let scans = visit.get(&format!("{path}/scans")).await;
    assert_eq!(scans.body["code"], *code);
    assert_eq!(*scans.data(), json!([]));
    let deleted = visit.request(Method::DELETE, &path).send().await.unwrap();
    assert_eq!(Answer::of(deleted).await.body["success"], true);
    assert_eq!(visit.get(&path).await.failure(404), "QR code not found");
}

#[tokio::test]
async fn a_code_is_drawn_as_png_and_svg() {
    let visit = Visit::begin().await;
    let code = created(&visit, "url").await;
    let path = format!("/qrcode/{code}/image");
    let png = visit
        .request(Method::GET, &format!("{path}?size=200"))
        .send();
    let png = png.await.unwrap().bytes().await.unwrap();
    let drawn = image::load_from_memory(&png).unwrap().to_luma8();
    assert_eq!(drawn.dimensions(), (200, 200));
    assert_eq!(drawn.get_pixel(0, 0).0, [255], "a quiet edge");
    assert!(drawn.pixels().any(|pixel| pixel.0 == [0]));
    let svg = visit
        .request(Method::GET, &format!("{path}?format=svg"))
        .send();
    assert!(svg.await.unwrap().text().await.unwrap().contains("<svg"));
    let large = visit.get(&format!("{path}?size=2001")).await;
    assert_eq!(large.status, StatusCode::UNPROCESSABLE_ENTITY);
}
