//! The colours of the picture, light and dark, and the style sheet made from them.

/// One set of colours, each `#rrggbb`.
struct Palette {
    ground: &'static str,
    band: &'static str,
    grid: &'static str,
    text: &'static str,
    muted: &'static str,
    /// Fill and frame of a box, by lane.
    lanes: [(&'static str, &'static str, &'static str); 4],
    /// Colour, width and dash of a line, by class.
    links: [(&'static str, &'static str, &'static str, &'static str); 7],
}

const LIGHT: Palette = Palette {
    ground: "#ffffff",
    band: "#f6f8fa",
    grid: "#c8d1da",
    text: "#1f2328",
    muted: "#59636e",
    lanes: [
        ("diffusion", "#ffefe2", "#b34400"),
        ("autoregressive", "#e2f0ff", "#0860ca"),
        ("hybrid", "#e0f7e6", "#19752f"),
        ("other", "#ffffff", "#59636e"),
    ],
    links: [
        ("line", "#6b3fb5", "2", "none"),
        ("design", "#6b3fb5", "1.5", "5 4"),
        ("weights", "#a0242c", "2", "12 3 2 3"),
        ("taught", "#a0242c", "1.5", "1.5 4"),
        ("part", "#8a4b00", "1.5", "none"),
        ("more", "#59636e", "1.25", "2 4"),
        ("faint", "#818b96", "1", "1 3"),
    ],
};

const DARK: Palette = Palette {
    ground: "#0d1117",
    band: "#161b22",
    grid: "#3d444d",
    text: "#f0f6fc",
    muted: "#9aa4af",
    lanes: [
        ("diffusion", "#3b2008", "#f0883e"),
        ("autoregressive", "#0f2847", "#58a6ff"),
        ("hybrid", "#0f2f1a", "#4ac26b"),
        ("other", "#0d1117", "#9aa4af"),
    ],
    links: [
        ("line", "#c297ff", "2", "none"),
        ("design", "#c297ff", "1.5", "5 4"),
        ("weights", "#ff938a", "2", "12 3 2 3"),
        ("taught", "#ff938a", "1.5", "1.5 4"),
        ("part", "#e3a857", "1.5", "none"),
        ("more", "#9aa4af", "1.25", "2 4"),
        ("faint", "#6b7683", "1", "1 3"),
    ],
};

/// The style sheet: light, and dark for readers who prefer that.
pub(super) fn style() -> String {
    let fixed = "text { font-family: -apple-system, \"Segoe UI\", Helvetica, Arial, sans-serif; }\n\
        .name { font-size: 12px; text-anchor: middle; }\n\
        .date { font-size: 9px; text-anchor: middle; }\n\
        .lane, .year { font-size: 13px; font-weight: 600; }\n\
        .note { font-size: 12px; }\n\
        .edge { font-size: 10px; }\n\
        .middle { text-anchor: middle; }\n\
        .end { text-anchor: end; }\n\
        .start { text-anchor: start; }\n\
        .halo { paint-order: stroke; stroke-width: 3; stroke-linejoin: round; }\n\
        .grid { stroke-width: 1; stroke-dasharray: 2 3; }\n\
        .model { stroke-width: 1.25; }\n\
        .model.center { stroke-width: 3; }\n\
        text.center, text.lit, .front { font-weight: 600; }\n\
        .model.lit { stroke-width: 2; }\n\
        .link { fill: none; }\n\
        a:hover .model { stroke-width: 2.5; }\n";
    format!("{fixed}{}@media (prefers-color-scheme: dark) {{\n{}}}\n", colours(&LIGHT), colours(&DARK))
}

fn colours(palette: &Palette) -> String {
    let Palette { ground, band, grid, text, muted, lanes, links } = palette;
    let mut css = format!(
        ".ground {{ fill: {ground}; }}\n.band {{ fill: {band}; }}\n.grid {{ stroke: {grid}; }}\n\
         .name, .lane, .edge {{ fill: {text}; }}\n.date, .note, .year {{ fill: {muted}; }}\n\
         .halo {{ stroke: {band}; }}\n.edge.halo {{ stroke: {ground}; }}\n\
         .more {{ fill: {ground}; stroke: {muted}; stroke-dasharray: 2 4; }}\n.link.more {{ fill: none; }}\n\
         .name.dim {{ fill: {muted}; }}\n.bar {{ fill: {muted}; }}\n"
    );
    for (class, fill, frame) in lanes {
        css.push_str(&format!(".model.{class} {{ fill: {fill}; stroke: {frame}; }}\n"));
    }
    for (class, colour, width, dash) in links {
        css.push_str(&format!(
            ".link.{class} {{ stroke: {colour}; stroke-width: {width}; stroke-dasharray: {dash}; }}\n\
             .head.{class} {{ fill: {colour}; }}\n"
        ));
    }
    css.push_str(&format!(
        ".model.dim {{ fill: {band}; stroke: {muted}; stroke-width: 0.6; stroke-dasharray: 2 3; }}\n"
    ));
    css
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The relative luminance of WCAG 2.
    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_and_lines_stand_out() {
        for palette in [&LIGHT, &DARK] {
            for back in [palette.ground, palette.band] {
                assert!(contrast(palette.text, back) >= 4.5);
                assert!(contrast(palette.muted, back) >= 4.5);
                for (class, colour, ..) in palette.links {
                    assert!(contrast(colour, back) >= 3.0, "{class} on {back}");
                }
            }
            for (class, fill, frame) in palette.lanes {
                assert!(contrast(palette.text, fill) >= 4.5, "name in {class}");
                assert!(contrast(palette.muted, fill) >= 4.5, "date in {class}");
                assert!(contrast(frame, palette.band) >= 3.0, "frame of {class}");
            }
        }
    }

    /// Names stand on boxes, beside them, and over lines in a rim of the ground's colour; boxes stand on the ground, too.
    #[test]
    fn what_stands_on_the_ground_stands_out_like_what_stands_on_a_band() {
        for palette in [&LIGHT, &DARK] {
            for (class, _, frame) in palette.lanes {
                assert!(contrast(frame, palette.ground) >= 3.0, "frame of {class}");
            }
            assert!(contrast(palette.text, palette.ground) >= 7.0, "small labels of lines");
        }
        assert!(
            LIGHT.links.iter().zip(DARK.links).all(|(light, dark)| light.0 == dark.0 && light.3 == dark.3)
        );
        assert!(contrast(LIGHT.ground, DARK.ground) > 12.0, "light and dark are exchanged");
    }

    #[test]
    fn the_style_has_a_rule_for_every_class_in_light_and_dark() {
        let style = style();
        let (light, dark) = style.split_once("@media (prefers-color-scheme: dark)").unwrap();
        for (class, ..) in LIGHT.links {
            let rule = format!(".link.{class} {{ stroke: ");
            assert!(light.contains(&rule) && dark.contains(&rule), "{class}");
        }
        for class in [".ground", ".band", ".name", ".edge", ".halo", ".bar", ".model.dim"] {
            assert!(light.contains(class) && dark.contains(class), "{class}");
        }
    }

    #[test]
    fn no_two_lines_differ_by_colour_alone() {
        for palette in [&LIGHT, &DARK] {
            for (i, a) in palette.links.iter().enumerate() {
                for b in &palette.links[i + 1..] {
                    assert!((a.2, a.3) != (b.2, b.3), "{} and {}", a.0, b.0);
                }
            }
            // Lines of lineage are of about one width, and stand side by side.
            let lineage =
                palette.links.iter().filter(|link| ["line", "design", "weights", "taught"].contains(&link.0));
            let dashes: std::collections::BTreeSet<_> = lineage.map(|link| link.3).collect();
            assert_eq!(dashes.len(), 4);
        }
    }
}
