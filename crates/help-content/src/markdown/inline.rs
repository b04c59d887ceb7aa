//! Small pieces of HTML that the dialect writes: labels of the interface, links, pictures.

use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

use crate::links::{Picture, Target};

/// Escapes text between tags.
pub(crate) fn push_text(html: &mut String, text: &str) {
    // Writing to a String cannot fail.
    let _ = escape_html_body_text(&mut *html, text);
}

/// Appends ` name="value"`.
pub(crate) fn push_attribute(html: &mut String, name: &str, value: &str) {
    html.push(' ');
    html.push_str(name);
    html.push_str("=\"");
    let _ = escape_html(&mut *html, value);
    html.push('"');
}

/// A label of the interface; ` > ` in it separates the steps of a path.
pub(crate) fn push_label(html: &mut String, label: &str) {
    let steps: Vec<&str> = label.split(" > ").map(str::trim).filter(|step| !step.is_empty()).collect();
    if steps.len() > 1 {
        html.push_str("<span class=\"ui-path\">");
    }
    for (index, step) in steps.iter().enumerate() {
        if index > 0 {
            html.push_str("<span class=\"ui-sep\">›</span>");
        }
        html.push_str("<b class=\"ui\">");
        push_text(html, step);
        html.push_str("</b>");
    }
    if steps.len() > 1 {
        html.push_str("</span>");
    }
}

/// The opening tag of a link; a broken one is a `<span>`.
pub(crate) fn push_link_start(html: &mut String, target: &Target) {
    let mut href = String::new();
    let mut attributes: Vec<(&str, &str)> = Vec::new();
    match target {
        Target::Article { id, anchor } => {
            href.push_str("express-help://article/");
            href.push_str(id);
            attributes.push(("data-article", id));
            if let Some(anchor) = anchor {
                href.push('#');
                href.push_str(anchor);
                attributes.push(("data-anchor", anchor));
            }
        }
        Target::Section { id } => {
            href.push_str("express-help://section/");
            href.push_str(id);
            attributes.push(("data-section", id));
        }
        Target::Home => href.push_str("express-help://home"),
        Target::Anchor { anchor } => {
            href.push('#');
            href.push_str(anchor);
            attributes.push(("data-anchor", anchor));
        }
        Target::External { url } => {
            href.push_str(url);
            attributes.push(("class", "external"));
        }
        Target::Broken => {
            html.push_str("<span>");
            return;
        }
    }
    html.push_str("<a href=\"");
    let _ = escape_href(&mut *html, &href);
    html.push('"');
    for (name, value) in attributes {
        push_attribute(html, name, value);
    }
    html.push('>');
}

/// The closing tag that belongs to [`push_link_start`].
pub(crate) fn link_end(target: &Target) -> &'static str {
    if *target == Target::Broken { "</span>" } else { "</a>" }
}

/// A picture: one `<img>`, or a light and a dark one.
pub(crate) fn push_picture(html: &mut String, picture: &Picture, alt: &str) {
    let variants: &[(&str, &str)] =
        if picture.has_dark { &[("light", "only-light"), ("dark", "only-dark")] } else { &[("", "")] };
    for (variant, class) in variants {
        html.push_str("<img src=\"");
        let _ = escape_href(&mut *html, &picture.address(variant));
        html.push('"');
        push_attribute(html, "alt", alt);
        if let Some((width, height)) = picture.size {
            push_attribute(html, "width", &width.to_string());
            push_attribute(html, "height", &height.to_string());
        }
        if !class.is_empty() {
            push_attribute(html, "class", class);
        }
        html.push('>');
    }
}
