import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../support/json.ts';

/**
 * The OECD Fields of Science and Technology (2007), and the fields and groups of the Australian and
 * New Zealand classification of research (FOR 2008) that correspond to each (Australian Bureau of
 * Statistics 1297.0). A subject that equals one of these labels gets a further entry with the field.
 * A FOR *number* does not (datacite/lupo, spec post_spec "subjects": one entry in, one out).
 */
const fields: readonly (readonly [field: string, ...researchGroups: string[]])[] = [
  ['Natural sciences'],
  [
    'Mathematics',
    'Pure Mathematics',
    'Applied Mathematics',
    'Numerical and Computational Mathematics',
    'Statistics',
    'Mathematical Physics',
    'Other Mathematical Sciences',
  ],
  [
    'Computer and information sciences',
    'Bioinformatics',
    'Artificial Intelligence and Image Processing',
    'Computation Theory and Mathematics',
    'Computer Software',
    'Data Format',
    'Distributed Computing',
    'Information Systems',
    'Other Information and Computing Sciences',
  ],
  [
    'Physical sciences',
    'Astronomical and Space Sciences',
    'Atomic, Molecular, Nuclear, Particle and Plasma Physics',
    'Classical Physics',
    'Condensed Matter Physics',
    'Optical Physics',
    'Quantum Physics',
    'Other Physical Sciences',
  ],
  [
    'Chemical sciences',
    'Analytical Chemistry',
    'Inorganic Chemistry',
    'Macromolecular and Materials Chemistry',
    'Medicinal and Biomolecular Chemistry',
    'Organic Chemistry',
    'Physical Chemistry (incl. Structural)',
    'Theoretical and Computational Chemistry',
    'Other Chemical Sciences',
  ],
  [
    'Earth and related environmental sciences',
    'Atmospheric Sciences',
    'Geochemistry',
    'Geology',
    'Geophysics',
    'Oceanography',
    'Physical Geography and Environmental Geoscience',
    'Other Earth Sciences',
    'Ecological Applications',
    'Environmental Science and Management',
    'Other Environmental Sciences',
  ],
  [
    'Biological sciences',
    'Biological Physics',
    'Conservation and Biodiversity',
    'Biochemistry and Cell Biology',
    'Ecology',
    'Evolutionary Biology',
    'Genetics',
    'Microbiology',
    'Physiology',
    'Plant Biology',
    'Zoology',
    'Other Biological Sciences',
  ],
  ['Other natural sciences'],
  ['Engineering and technology'],
  [
    'Civil engineering',
    'Civil Engineering',
    'Architecture',
    'Building',
    'Other Built Environment and Design',
  ],
  [
    'Electrical engineering, electronic engineering, information engineering',
    'Manufacturing Robotics and Mechatronics (excl. Automotive Mechatronics)',
    'Automation and Control Engineering',
    'Electrical and Electronic Engineering',
    'Manufacturing Engineering',
    'Communication Technologies',
    'Computer Hardware',
  ],
  [
    'Mechanical engineering',
    'Thermodynamics and Statistical Physics',
    'Aerospace Engineering',
    'Automotive Engineering',
    'Mechanical Engineering',
  ],
  ['Chemical engineering', 'Chemical Engineering'],
  ['Materials engineering', 'Textile Technology', 'Materials Engineering'],
  ['Medical engineering', 'Biomedical Engineering'],
  [
    'Environmental engineering',
    'Automotive Combustion and Fuel Engineering (incl. Alternative/Renewable Fuels)',
    'Non-automotive Combustion and Fuel Engineering',
    'Environmental Engineering',
    'Geomatic Engineering',
    'Maritime Engineering',
    'Resources Engineering and Extractive Metallurgy',
  ],
  ['Environmental biotechnology', 'Environmental Biotechnology'],
  ['Industrial biotechnology', 'Industrial Biotechnology'],
  ['Nanotechnology'],
  [
    'Other engineering and technologies',
    'Food Sciences',
    'Interdisciplinary Engineering',
    'Other Engineering',
    'Other Technology',
    'Engineering Design',
  ],
  ['Medical and health sciences'],
  [
    'Basic medicine',
    'Molecular Medicine',
    'Medical Genetics (excl. Cancer Genetics)',
    'Medical Physiology',
  ],
  [
    'Clinical medicine',
    'Allergy',
    'Transplantation Immunology',
    'Neurology and Neuromuscular Diseases',
    'Medical Biochemistry and Metabolomics',
    'Cardiorespiratory Medicine and Haematology',
    'Clinical Sciences',
    'Complementary and Alternative Medicine',
    'Dentistry',
    'Immunology',
    'Neurosciences',
    'Oncology and Carcinogenesis',
    'Ophthalmology and Optometry',
    'Paediatrics and Reproductive Medicine',
    'Pharmacology and Pharmaceutical Sciences',
  ],
  [
    'Health sciences',
    'Infectious Diseases',
    'Medical Parasitology',
    'Medical Ethics',
    'Human Movement and Sports Science',
    'Medical Microbiology',
    'Nursing',
    'Nutrition and Dietetics',
    'Public Health and Health Services',
  ],
  ['Medical biotechnology', 'Reproduction', 'Pharmacogenomics', 'Medical Biotechnology'],
  [
    'Other medical sciences',
    'Forensic Chemistry',
    'Forensic Biology',
    'Forensic Psychology',
    'History and Philosophy of Medicine',
    'Other Medical and Health Sciences',
  ],
  ['Agricultural sciences'],
  [
    'Agriculture, forestry and fisheries',
    'Soil Sciences',
    'Crop and Pasture Production',
    'Fisheries Sciences',
    'Forestry Sciences',
    'Horticultural Production',
  ],
  ['Animal and dairy science', 'Animal Production'],
  ['Veterinary sciences', 'Veterinary Sciences'],
  ['Agricultural biotechnology', 'Agricultural Biotechnology'],
  [
    'Other agricultural sciences',
    'Agriculture, Land,and Farm Management',
    'Other Agricultural and Veterinary Sciences',
  ],
  ['Social sciences'],
  [
    'Psychology',
    'Computer-Human Interaction',
    'Cognitive Sciences',
    'Other Psychology and Cognitive Sciences',
  ],
  [
    'Economics and business',
    'Economic Theory',
    'Applied Economics',
    'Econometrics',
    'Other Economics',
    'Accounting, Auditing and Accountability',
    'Banking, Finance and Investment',
    'Business and Management',
    'Commercial Services',
    'Marketing',
    'Tourism',
    'Transportation and Freight Services',
    'Other Commerce, Management, Tourism and Services',
  ],
  [
    'Educational sciences',
    'Education Systems',
    'Curriculum and Pedagogy',
    'Specialist Studies in Education',
    'Other Education',
  ],
  ['Sociology', 'Anthropology', 'Demography', 'Social Work', 'Other Studies in Human Society'],
  ['Law', 'Criminology', 'Maori Law', 'Other Law and Legal Studies'],
  ['Political science', 'Policy and Administration', 'Political Science'],
  ['Social and economic geography', 'Urban and Regional Planning', 'Human Geography'],
  [
    'Media and communications',
    'Library and Information Studies',
    'Journalism and Professional Writing',
    'Communication and Media Studies',
    'Curatorial and Related Studies',
  ],
  ['Other social sciences'],
  ['Humanities'],
  ['History and archaeology', 'Archaelogy', 'Historical Studies', 'Other History and Archaelogy'],
  [
    'Languages and literature',
    'Language Studies',
    'Linguistics',
    'Literary Studies',
    'Other Language, Communication and Culture',
  ],
  [
    'Philosophy, ethics and religion',
    'Applied Ethics',
    'History and Philosophy of Specific Fields',
    'Philosophy',
    'Religion and Religious Studies',
    'Other Philosophy and Religious Studies',
  ],
  [
    'Arts (arts, history of arts, performing arts, music)',
    'Architectural Design',
    'Design Practice and Management',
    'Art Theory and Criticism',
    'Film, Television and Digital Media',
    'Performing Arts and Creative Writing',
    'Visual Arts and Crafts',
    'Other Studies in Creative Arts and Writing',
  ],
  ['Other humanities', 'Cultural Studies'],
];

const fieldByLabel = new Map(
  fields.flatMap(([field, ...groups]) => [field, ...groups].map((label) => [label, field])),
);

/** The OECD field of a subject label, or null when the service does not recognise it. */
export function fieldOfScience(label: string): string | null {
  return fieldByLabel.get(label) ?? null;
}

/**
 * Subjects as they are stored: nulls removed, white space squeezed, one more entry for each label
 * that is recognised, duplicates removed.
 */
export function addFieldsOfScience(subjects: readonly Json[]): Json[] {
  const seen = new Map<string, Json>();
  const keep = (subject: JsonObject): void => {
    const key = canonicalJson(subject);
    if (!seen.has(key)) seen.set(key, subject);
  };
  for (const entry of subjects) {
    if (!isJsonObject(entry)) {
      seen.set(canonicalJson(entry), entry);
      continue;
    }
    const subject = storedSubject(entry);
    keep(subject);
    const label = subject['subject'];
    const field = typeof label === 'string' ? fieldOfScience(label) : null;
    if (field !== null) {
      keep(fieldSubject(field));
    }
  }
  return [...seen.values()];
}

/** The entry that the service adds for a field. */
export function fieldSubject(field: string): JsonObject {
  return {
    subject: `FOS: ${field}`,
    subjectScheme: 'Fields of Science and Technology (FOS)',
    schemeUri: 'http://www.oecd.org/science/inno/38235147.pdf',
  };
}

/** Runs of white space as one blank, none at the ends. */
export function squeezed(label: string): string {
  return /\s\s|[^\S ]|^ | $/.test(label) ? label.replace(/\s+/g, ' ').trim() : label;
}

/** One subject as it is stored, when it is stored. */
export function storedSubject(subject: JsonObject): JsonObject {
  const kept = Object.entries(subject).filter(([, value]) => value !== null);
  return Object.fromEntries(
    kept.map(([name, value]) =>
      name === 'subject' && typeof value === 'string' ? [name, squeezed(value)] : [name, value],
    ),
  );
}
