// @generated from the OpenAPI document; do not edit

//! The resource `client.styles()`.

use crate::Client;
use crate::client::TOKEN;
use crate::runtime::{Empty, operation, setters};
use crate::types;

/// The resource `client.styles()`.
#[derive(Clone, Debug)]
pub struct Styles {
    pub(crate) client: Client,
}

impl Styles {
    /// `GET /styles/simple/{text}/{list}/{color}`
    #[doc = include_str!("../../docs/styles/simple.md")]
    pub fn simple<K1: crate::runtime::Present, K2: crate::runtime::Present>(
        &self,
        text: impl AsRef<str>,
        list: impl crate::runtime::IntoItems<String, K1>,
        color: impl crate::runtime::IntoValue<types::Color, K2>,
    ) -> Simple {
        let request = Simple::for_client(&self.client.core)
            .path("text", text.as_ref())
            .path_value("list", &list.into_items().unwrap_or_default())
            .path_value("color", &color.into_value());
        Simple { request }
    }

    /// `GET /styles/simple_exploded/{text}/{list}/{color}`
    #[doc = include_str!("../../docs/styles/simple_exploded.md")]
    pub fn simple_exploded<K1: crate::runtime::Present, K2: crate::runtime::Present>(
        &self,
        text: impl Into<String>,
        list: impl crate::runtime::IntoItems<String, K1>,
        color: impl crate::runtime::IntoValue<types::Color, K2>,
    ) -> SimpleExploded {
        let request = SimpleExploded::for_client(&self.client.core)
            .path_exploded("text", &text.into())
            .path_exploded("list", &list.into_items().unwrap_or_default())
            .path_exploded("color", &color.into_value());
        SimpleExploded { request }
    }

    /// `GET /styles/label/{text}/{list}/{color}`
    #[doc = include_str!("../../docs/styles/label.md")]
    pub fn label<K1: crate::runtime::Present, K2: crate::runtime::Present>(
        &self,
        text: impl Into<String>,
        list: impl crate::runtime::IntoItems<String, K1>,
        color: impl crate::runtime::IntoValue<types::Color, K2>,
    ) -> Label {
        let request = Label::for_client(&self.client.core)
            .path_label("text", false, &text.into())
            .path_label("list", false, &list.into_items().unwrap_or_default())
            .path_label("color", false, &color.into_value());
        Label { request }
    }

    /// `GET /styles/label_exploded/{text}/{list}/{color}`
    #[doc = include_str!("../../docs/styles/label_exploded.md")]
    pub fn label_exploded<K1: crate::runtime::Present, K2: crate::runtime::Present>(
        &self,
        text: impl Into<String>,
        list: impl crate::runtime::IntoItems<String, K1>,
        color: impl crate::runtime::IntoValue<types::Color, K2>,
    ) -> LabelExploded {
        let request = LabelExploded::for_client(&self.client.core)
            .path_label("text", true, &text.into())
            .path_label("list", true, &list.into_items().unwrap_or_default())
            .path_label("color", true, &color.into_value());
        LabelExploded { request }
    }

    /// `GET /styles/matrix/{text}/{list}/{color}`
    #[doc = include_str!("../../docs/styles/matrix.md")]
    pub fn matrix<K1: crate::runtime::Present, K2: crate::runtime::Present>(
        &self,
        text: impl Into<String>,
        list: impl crate::runtime::IntoItems<String, K1>,
        color: impl crate::runtime::IntoValue<types::Color, K2>,
    ) -> Matrix {
        let request = Matrix::for_client(&self.client.core)
            .path_matrix("text", false, &text.into())
            .path_matrix("list", false, &list.into_items().unwrap_or_default())
            .path_matrix("color", false, &color.into_value());
        Matrix { request }
    }

    /// `GET /styles/matrix_exploded/{text}/{list}/{color}`
    #[doc = include_str!("../../docs/styles/matrix_exploded.md")]
    pub fn matrix_exploded<K1: crate::runtime::Present, K2: crate::runtime::Present>(
        &self,
        text: impl Into<String>,
        list: impl crate::runtime::IntoItems<String, K1>,
        color: impl crate::runtime::IntoValue<types::Color, K2>,
    ) -> MatrixExploded {
        let request = MatrixExploded::for_client(&self.client.core)
            .path_matrix("text", true, &text.into())
            .path_matrix("list", true, &list.into_items().unwrap_or_default())
            .path_matrix("color", true, &color.into_value());
        MatrixExploded { request }
    }

    /// `GET /styles/form`
    #[doc = include_str!("../../docs/styles/form.md")]
    pub fn form(&self) -> Form {
        let request = Form::for_client(&self.client.core);
        Form { request }
    }

    /// `GET /styles/form_exploded`
    #[doc = include_str!("../../docs/styles/form_exploded.md")]
    pub fn form_exploded(&self) -> FormExploded {
        let request = FormExploded::for_client(&self.client.core);
        FormExploded { request }
    }

    /// `GET /styles/spaces`
    #[doc = include_str!("../../docs/styles/spaces.md")]
    pub fn spaces(&self) -> Spaces {
        let request = Spaces::for_client(&self.client.core);
        Spaces { request }
    }

    /// `GET /styles/pipes`
    #[doc = include_str!("../../docs/styles/pipes.md")]
    pub fn pipes(&self) -> Pipes {
        let request = Pipes::for_client(&self.client.core);
        Pipes { request }
    }

    /// `GET /styles/deep`
    #[doc = include_str!("../../docs/styles/deep.md")]
    pub fn deep(&self) -> Deep {
        let request = Deep::for_client(&self.client.core);
        Deep { request }
    }

    /// `GET /styles/header`
    #[doc = include_str!("../../docs/styles/header.md")]
    pub fn header(&self) -> Header {
        let request = Header::for_client(&self.client.core);
        Header { request }
    }

    /// `GET /styles/header_exploded`
    #[doc = include_str!("../../docs/styles/header_exploded.md")]
    pub fn header_exploded(&self) -> HeaderExploded {
        let request = HeaderExploded::for_client(&self.client.core);
        HeaderExploded { request }
    }

    /// `GET /styles/cookie`
    #[doc = include_str!("../../docs/styles/cookie.md")]
    pub fn cookie(&self) -> Cookie {
        let request = Cookie::for_client(&self.client.core);
        Cookie { request }
    }

    /// `GET /styles/cookie_exploded`
    #[doc = include_str!("../../docs/styles/cookie_exploded.md")]
    pub fn cookie_exploded(&self) -> CookieExploded {
        let request = CookieExploded::for_client(&self.client.core);
        CookieExploded { request }
    }
}

operation! {
    /// The request for [`Styles::simple`]. Await it to send it.
    pub struct Simple: Empty => () {
        GET "/styles/simple/{text}/{list}/{color}" accept "*/*" secured [[TOKEN]],
    }

    /// The request for [`Styles::simple_exploded`]. Await it to send it.
    pub struct SimpleExploded: Empty => () {
        GET "/styles/simple_exploded/{text}/{list}/{color}" accept "*/*" secured [[TOKEN]],
    }

    /// The request for [`Styles::label`]. Await it to send it.
    pub struct Label: Empty => () {
        GET "/styles/label/{text}/{list}/{color}" accept "*/*" secured [[TOKEN]],
    }

    /// The request for [`Styles::label_exploded`]. Await it to send it.
    pub struct LabelExploded: Empty => () {
        GET "/styles/label_exploded/{text}/{list}/{color}" accept "*/*" secured [[TOKEN]],
    }

    /// The request for [`Styles::matrix`]. Await it to send it.
    pub struct Matrix: Empty => () {
        GET "/styles/matrix/{text}/{list}/{color}" accept "*/*" secured [[TOKEN]],
    }

    /// The request for [`Styles::matrix_exploded`]. Await it to send it.
    pub struct MatrixExploded: Empty => () {
        GET "/styles/matrix_exploded/{text}/{list}/{color}" accept "*/*" secured [[TOKEN]],
    }

    /// The request for [`Styles::form`]. Await it to send it.
    pub struct Form: Empty => () {
        GET "/styles/form" accept "*/*" secured [[TOKEN]],
    }

    /// The request for [`Styles::form_exploded`]. Await it to send it.
    pub struct FormExploded: Empty => () {
        GET "/styles/form_exploded" accept "*/*" secured [[TOKEN]],
    }

    /// The request for [`Styles::spaces`]. Await it to send it.
    pub struct Spaces: Empty => () {
        GET "/styles/spaces" accept "*/*" secured [[TOKEN]],
    }

    /// The request for [`Styles::pipes`]. Await it to send it.
    pub struct Pipes: Empty => () {
        GET "/styles/pipes" accept "*/*" secured [[TOKEN]],
    }

    /// The request for [`Styles::deep`]. Await it to send it.
    pub struct Deep: Empty => () {
        GET "/styles/deep" accept "*/*" secured [[TOKEN]],
    }

    /// The request for [`Styles::header`]. Await it to send it.
    pub struct Header: Empty => () {
        GET "/styles/header" accept "*/*" secured [[TOKEN]],
    }

    /// The request for [`Styles::header_exploded`]. Await it to send it.
    pub struct HeaderExploded: Empty => () {
        GET "/styles/header_exploded" accept "*/*" secured [[TOKEN]],
    }

    /// The request for [`Styles::cookie`]. Await it to send it.
    pub struct Cookie: Empty => () {
        GET "/styles/cookie" accept "*/*" secured [[TOKEN]],
    }

    /// The request for [`Styles::cookie_exploded`]. Await it to send it.
    pub struct CookieExploded: Empty => () {
        GET "/styles/cookie_exploded" accept "*/*" secured [[TOKEN]],
    }
}

setters! {
    impl Form {
        /// Sets `text`.
        text: (String) = query_joined("text", ","),
        /// Sets `list`.
        list: [String] = query_joined("list", ","),
        /// Sets `color`.
        color: (types::Color) = query_joined("color", ","),
    }

    impl FormExploded {
        /// Sets `text`.
        text: (String) = query("text"),
        /// Sets `list`.
        list: [String] = query("list"),
        /// Sets `color`.
        color: (types::Color) = query("color"),
    }

    impl Spaces {
        /// Sets `list`.
        list: [String] = query_joined("list", "%20"),
        /// Sets `color`.
        color: (types::Color) = query_joined("color", "%20"),
    }

    impl Pipes {
        /// Sets `list`.
        list: [String] = query_joined("list", "%7C"),
        /// Sets `color`.
        color: (types::Color) = query_joined("color", "%7C"),
    }

    impl Deep {
        /// Sets `color`.
        color: (types::Color) = query_deep("color"),
    }

    impl Header {
        /// Sets `x-text`.
        x_text: (String) = header_value("x-text", false),
        /// Sets `x-list`.
        x_list: [String] = header_value("x-list", false),
        /// Sets `x-color`.
        x_color: (types::Color) = header_value("x-color", false),
    }

    impl HeaderExploded {
        /// Sets `x-text`.
        x_text: (String) = header_value("x-text", true),
        /// Sets `x-list`.
        x_list: [String] = header_value("x-list", true),
        /// Sets `x-color`.
        x_color: (types::Color) = header_value("x-color", true),
    }

    impl Cookie {
        /// Sets `text`.
        text: (String) = cookie("text", false),
        /// Sets `list`.
        list: [String] = cookie("list", false),
        /// Sets `color`.
        color: (types::Color) = cookie("color", false),
    }

    impl CookieExploded {
        /// Sets `text`.
        text: (String) = cookie("text", true),
        /// Sets `list`.
        list: [String] = cookie("list", true),
        /// Sets `color`.
        color: (types::Color) = cookie("color", true),
    }
}
