"""What people type, and which pages are a right answer; written before anything was tuned.

A query counts as answered where one of its pages is among the first three results, or where
nothing is found if that is right. Tests only: the site's code knows none of these.
"""

from __future__ import annotations

from pathlib import Path

C, S, T = "claims/", "studies/", "topics/"
KIDNEY, HEART, SKIN = C + "efficacy-kidney/", C + "efficacy-myocardial/", C + "efficacy-wound-skin/"
SAFE, PRODUCTS, TUMOUR = C + "safe-in-humans/", C + "unregulated-products/", C + "tumour-risk/"
JOINT, BRAIN, LUNG = C + "efficacy-cartilage-oa/", C + "efficacy-brain-other/", C + "efficacy-lung/"
PROVEN, BROAD, MAKING = (
    C + "clinical-benefit-shown/",
    C + "broad-spectrum/",
    C + "manufacturing-ready/",
)
BLOOD, ORGANS, CLEARED = (
    C + "rapid-clearance-blood/",
    C + "rapid-clearance-organs/",
    C + "rapid-clearance/",
)
ACTIVE, SECRETOME, EQUAL = (
    C + "exosomes-active-component/",
    C + "secretome-mediates-benefit/",
    C + "exosomes-equal-parent-cells/",
)
VESICLE, EXOSOME = (
    "glossary/#terms-extracellular-vesicle",
    "glossary/#terms-exosome",
)

Asked = tuple[tuple[str, frozenset[str]], ...]


def _asked(**queries: tuple[str, ...]) -> Asked:
    """Each query with its right answers, as 'words: page, page'."""
    return tuple(
        (line.split(" => ")[0], frozenset(line.split(" => ")[1].split()))
        for lines in queries.values()
        for line in lines
    )


NOTHING = "nothing"
"""The right answer to an identifier that no work here has."""


def _listed(name: str) -> Asked:
    """The queries of a file beside this one: a line each, after '#' a remark."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return _asked(lines=tuple(line for line in lines if line and not line.startswith("#")))


LISTED = _listed("queries.txt")
"""Queries of people who had not seen the site, with the help of which the search was tuned."""

TUNED = _asked(
    patient=(
        f"heart attack => {HEART}",
        f"are they safe => {SAFE} {PRODUCTS}",
        f"is it safe to get exosome injections => {SAFE} {PRODUCTS}",
        f"stem cell cream => {SKIN}",
        f"exosome facial => {SKIN} {PRODUCTS}",
        f"bad knees => {JOINT}",
        f"my father has alzheimers can exosomes help => {BRAIN}",
        f"side effects => {SAFE} {PRODUCTS}",
        f"will exosomes give me cancer => {TUMOUR}",
        f"parkinsons => {BRAIN}",
        f"crohn's => {C}efficacy-ibd-fistula/",
        f"wrinkles => {SKIN}",
        f"long covid => {C}efficacy-covid19/",
        f"kidney failure => {KIDNEY}",
        f"gum disease => {C}efficacy-periodontal/",
        f"spinal injury paralysed => {C}efficacy-spinal-cord/",
        f"is the clinic legal => {PRODUCTS}",
        f"does it work in people => {PROVEN} {BROAD}",
        f"broken bone => {C}efficacy-bone/",
        f"dry eyes => {C}efficacy-eye/",
        f"fatty liver => {C}efficacy-liver/",
        f"high blood sugar => {C}efficacy-diabetes/",
    ),
    clinician=(
        f"myocardial infarction => {HEART}",
        f"AKI => {KIDNEY}",
        f"ARDS => {LUNG} glossary/#terms-ards {C}efficacy-covid19/",
        f"bronchopulmonary dysplasia preterm => {LUNG}",
        f"steroid refractory GvHD => {C}efficacy-gvhd/",
        f"perianal fistula => {C}efficacy-ibd-fistula/",
        f"LVEF => {HEART} glossary/#terms-lvef",
        f"ischemic stroke recovery => {C}efficacy-stroke/",
        f"TBI => {BRAIN}",
        f"adverse events in humans => {SAFE}",
        f"FDA warning => {PRODUCTS} {S}fda2019exosome/",
        f"optimal dose => {C}dose-unsettled/",
        f"diabetic foot ulcer => {SKIN} {C}efficacy-diabetes/",
        f"tumorigenicity => {TUMOUR} {C}msc-genomic-stability/",
    ),
    student=(
        f"EVs => {VESICLE} {ACTIVE}",
        f"biodistribution => {ORGANS} {CLEARED} glossary/#terms-biodistribution",
        f"half life in circulation => {BLOOD} {CLEARED}",
        f"paracrine hypothesis => {SECRETOME} glossary/#terms-paracrine",
        f"miRNA cargo => {C}mirna-mechanism/ {C}exosome-cargo-variable/",
        f"exosomes vs MSCs => {EQUAL}",
        f"biogenesis multivesicular body => {C}exosome-endosomal-biogenesis/ "
        "glossary/#terms-endosome",
        f"karyotype aneuploidy => {C}msc-genomic-stability/ glossary/#terms-karyotype",
        f"senescence passage => {C}msc-self-renewal-passages/ glossary/#terms-senescence",
        f"GMP production bioreactor => {MAKING}",
        f"hydrogel scaffold => {C}biomaterials-enhance/",
        f"macrophage polarisation => {C}exosomes-immunomodulate/",
        f"wharton's jelly => {C}msc-sources-main/ {C}source-matters/ "
        "glossary/#facet-ev-source-umbilical-cord",
        f"MISEV guidelines => {C}standards-lacking/ {C}reporting-incomplete/",
        "what does contested mean => glossary/#terms-contested methods/",
        "confidence interval => glossary/#terms-confidence-interval",
        "risk of bias => glossary/#terms-risk-of-bias methods/",
    ),
    journalist=(
        "methods => methods/",
        "how are verdicts made => methods/",
        "who made this site => about/",
        "what changed => changes/ about/ quality/",
        f"proof that exosomes work => {PROVEN} {BROAD}",
        f"miracle cure for everything => {BROAD}",
        "limitations of this site => about/ quality/",
        "how to cite => about/",
        f"stem cell clinics marketing => {PRODUCTS} {S}turner2023claims/",
    ),
    authors=(
        f"Lai 2015 => {S}lai2015msc/",
        f"Nassar => {S}nassar2016ckd/",
        f"Monguio-Tortajada => {S}monguiotortajada2022patch/",
        f"bruno 2009 => {S}bruno2009mesenchymal/",
        f"Wiklander et al. => {S}wiklander2015biodistribution/",
        f"liu 2020 acute kidney => {S}liu2020aki/",
    ),
    identifiers=(
        f"10.1681/ASN.2008070798 => {S}bruno2009mesenchymal/",
        f"https://doi.org/10.7150/thno.72289 => {S}monguiotortajada2022patch/",
        f"NCT02138331 => {S}nct02138331/",
        f"nct 05354141 => {S}nct05354141/",
        f"PMID 25899407 => {S}wiklander2015biodistribution/",
        f"23963371 => {S}xin2013stroke/",
        f"PMC6954709 => {S}kabat2019trends/",
    ),
    typos=(
        f"alzeimer => {BRAIN}",
        f"kidny injury => {KIDNEY}",
        f"osteoartritis => {JOINT} glossary/#terms-osteoarthritis",
        "exsosome => " + " ".join((EXOSOME, ACTIVE, EQUAL, BROAD, SAFE, PROVEN)),
        f"periodontitus => {C}efficacy-periodontal/",
    ),
)
"""The queries with which the search was tuned."""

HELD_OUT = _listed("queries-held-out.txt") + _asked(
    patient=(
        f"can stem cells fix my heart => {HEART}",
        f"is it dangerous => {SAFE} {PRODUCTS}",
        f"arthritis in the knee injection => {JOINT}",
        f"acne scars => {SKIN}",
        f"dementia treatment => {BRAIN}",
        f"burns => {SKIN}",
        f"blindness => {C}efficacy-eye/",
        f"ulcerative colitis => {C}efficacy-ibd-fistula/",
        f"cirrhosis of the liver => {C}efficacy-liver/",
        f"exosomes after a stroke => {C}efficacy-stroke/",
        f"should I pay for exosome therapy => {PRODUCTS} {SAFE} {PROVEN}",
        f"infection after exosome shot => {PRODUCTS} {S}hartnett2021cordblood/",
        f"anti aging => {SKIN} {C}msc-self-renewal-passages/",
        f"teeth => {C}efficacy-periodontal/",
    ),
    clinician=(
        f"infarct size => {HEART}",
        f"CKD => {KIDNEY}",
        f"coronavirus pneumonia => {C}efficacy-covid19/ {LUNG}",
        f"intrathecal spinal cord injury => {C}efficacy-spinal-cord/",
        f"randomised controlled trials of exosomes => {PROVEN} glossary/#designs-randomised-trial",
        f"serious adverse events => {SAFE} glossary/#terms-adverse-event",
        f"potency assay => {C}standards-lacking/ glossary/#terms-potency",
    ),
    student=(
        f"extracellular vesicles => {VESICLE} {ACTIVE}",
        f"do MSCs engraft => {C}benefit-without-engraftment/ glossary/#terms-engraftment",
        f"conditioned medium vs exosomes => {ACTIVE} {SECRETOME} "
        "glossary/#terms-conditioned-medium",
        f"adipose or bone marrow => {C}source-matters/ {C}msc-sources-main/",
        f"regulatory T cells => {C}exosomes-immunomodulate/",
        f"organ uptake liver spleen => {ORGANS} {CLEARED}",
        f"chromosome abnormalities => {C}msc-genomic-stability/ glossary/#terms-karyotype",
        f"mitochondria => {C}exosomes-target-housekeeping/",
        "GRADE certainty => glossary/#terms-grade glossary/#terms-certainty methods/",
        "meta-analysis => glossary/#terms-meta-analysis glossary/#designs-meta-analysis",
    ),
    journalist=(
        "about => about/",
        "is this medical advice => about/",
        f"how many exosomes in a dose => {C}dose-unsettled/",
        "licence => about/",
    ),
    authors=(
        f"Kabat 2019 => {S}kabat2019trends/",
        f"Rosland => {S}rosland2009longterm/",
    ),
    identifiers=(
        f"doi:10.1002/jev2.12094 => {S}warnecke2021cochlear/",
        f"NCT04602104 => {S}nct04602104/",
    ),
    typos=(f"myocardal infarction => {HEART}",),
)
"""Queries that were not looked at while the search was tuned: what the first set is worth."""
