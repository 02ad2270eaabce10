"""Bremen's 23 districts (Stadtteile), and how one says in German that something is there."""

DISTRICTS = (
    "Blockland",
    "Blumenthal",
    "Borgfeld",
    "Burglesum",
    "Findorff",
    "Gröpelingen",
    "Häfen",
    "Hemelingen",
    "Horn-Lehe",
    "Huchting",
    "Mitte",
    "Neustadt",
    "Oberneuland",
    "Obervieland",
    "Osterholz",
    "Östliche Vorstadt",
    "Schwachhausen",
    "Seehausen",
    "Strom",
    "Vahr",
    "Vegesack",
    "Walle",
    "Woltmershausen",
)

# After "in" these have an article: "in der Vahr", "in der Östlichen Vorstadt".
AFTER_IN = {
    "Häfen": "den Häfen",
    "Neustadt": "der Neustadt",
    "Östliche Vorstadt": "der Östlichen Vorstadt",
    "Vahr": "der Vahr",
}
