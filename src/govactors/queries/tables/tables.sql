-- The tables for people without RDF: columns with their types, and what points at what.
-- A cell with several values joins them with " | " in the order of the column that names
-- them, so the second label belongs to the second address. The tables whose names join two
-- others hold such values one a row.

CREATE TABLE sources (
  address TEXT PRIMARY KEY,
  title_nl TEXT,
  title_en TEXT,
  identifier TEXT,
  date TEXT,
  page TEXT
) WITHOUT ROWID;

CREATE TABLE actors (
  address TEXT PRIMARY KEY,
  name_nl TEXT,
  name_en TEXT,
  abbreviation TEXT,
  other_names TEXT,
  kind TEXT,
  kind_nl TEXT,
  kind_en TEXT,
  classification TEXT,
  classification_nl TEXT,
  classification_en TEXT,
  homepage TEXT,
  same_as TEXT
) WITHOUT ROWID;

CREATE TABLE tasks (
  address TEXT PRIMARY KEY,
  name_nl TEXT,
  name_en TEXT,
  other_names TEXT,
  definition_nl TEXT,
  definition_en TEXT,
  broader TEXT,
  broader_nl TEXT,
  broader_en TEXT,
  concerns TEXT,
  concerns_nl TEXT,
  concerns_en TEXT
) WITHOUT ROWID;

CREATE TABLE assignments (
  address TEXT PRIMARY KEY,
  actor TEXT REFERENCES actors (address),
  actor_nl TEXT,
  actor_en TEXT,
  responsibility TEXT,
  responsibility_nl TEXT,
  responsibility_en TEXT,
  task TEXT REFERENCES tasks (address),
  task_nl TEXT,
  task_en TEXT,
  under_authority_of TEXT,
  under_authority_of_nl TEXT,
  under_authority_of_en TEXT,
  legal_basis TEXT,
  legal_basis_nl TEXT,
  legal_basis_en TEXT,
  condition_nl TEXT,
  condition_en TEXT,
  qualifier_nl TEXT,
  qualifier_en TEXT,
  certainty TEXT,
  certainty_nl TEXT,
  certainty_en TEXT,
  modality TEXT,
  modality_nl TEXT,
  modality_en TEXT,
  attested_on TEXT,
  valid_from TEXT,
  valid_until TEXT,
  end_status TEXT,
  end_status_nl TEXT,
  end_status_en TEXT,
  holds_from DATE,
  holds_until DATE,
  may_hold_from DATE,
  may_hold_until DATE,
  source TEXT REFERENCES sources (address),
  source_nl TEXT,
  source_en TEXT,
  passage TEXT,
  passage_page TEXT,
  passage_section TEXT,
  passage_paragraph TEXT,
  characters TEXT
) WITHOUT ROWID;

CREATE TABLE authorities (
  address TEXT PRIMARY KEY,
  superior TEXT REFERENCES actors (address),
  superior_nl TEXT,
  superior_en TEXT,
  kind TEXT,
  kind_nl TEXT,
  kind_en TEXT,
  subordinate TEXT,
  subordinate_nl TEXT,
  subordinate_en TEXT,
  scope TEXT,
  scope_nl TEXT,
  scope_en TEXT,
  legal_basis TEXT,
  legal_basis_nl TEXT,
  legal_basis_en TEXT,
  condition_nl TEXT,
  condition_en TEXT,
  qualifier_nl TEXT,
  qualifier_en TEXT,
  certainty TEXT,
  certainty_nl TEXT,
  certainty_en TEXT,
  modality TEXT,
  modality_nl TEXT,
  modality_en TEXT,
  attested_on TEXT,
  valid_from TEXT,
  valid_until TEXT,
  end_status TEXT,
  end_status_nl TEXT,
  end_status_en TEXT,
  holds_from DATE,
  holds_until DATE,
  may_hold_from DATE,
  may_hold_until DATE,
  source TEXT REFERENCES sources (address),
  source_nl TEXT,
  source_en TEXT,
  passage TEXT,
  passage_page TEXT,
  passage_section TEXT,
  passage_paragraph TEXT,
  characters TEXT
) WITHOUT ROWID;

CREATE TABLE participations (
  address TEXT PRIMARY KEY,
  member TEXT REFERENCES actors (address),
  member_nl TEXT,
  member_en TEXT,
  role TEXT,
  role_nl TEXT,
  role_en TEXT,
  partnership TEXT REFERENCES actors (address),
  partnership_nl TEXT,
  partnership_en TEXT,
  legal_basis TEXT,
  legal_basis_nl TEXT,
  legal_basis_en TEXT,
  condition_nl TEXT,
  condition_en TEXT,
  qualifier_nl TEXT,
  qualifier_en TEXT,
  certainty TEXT,
  certainty_nl TEXT,
  certainty_en TEXT,
  modality TEXT,
  modality_nl TEXT,
  modality_en TEXT,
  attested_on TEXT,
  valid_from TEXT,
  valid_until TEXT,
  end_status TEXT,
  end_status_nl TEXT,
  end_status_en TEXT,
  holds_from DATE,
  holds_until DATE,
  may_hold_from DATE,
  may_hold_until DATE,
  source TEXT REFERENCES sources (address),
  source_nl TEXT,
  source_en TEXT,
  passage TEXT,
  passage_page TEXT,
  passage_section TEXT,
  passage_paragraph TEXT,
  characters TEXT
) WITHOUT ROWID;

CREATE TABLE information_flows (
  address TEXT PRIMARY KEY,
  sender TEXT,
  sender_nl TEXT,
  sender_en TEXT,
  receiver TEXT,
  receiver_nl TEXT,
  receiver_en TEXT,
  origin TEXT,
  origin_nl TEXT,
  origin_en TEXT,
  content TEXT,
  content_nl TEXT,
  content_en TEXT,
  concerns TEXT,
  concerns_nl TEXT,
  concerns_en TEXT,
  purpose TEXT,
  purpose_nl TEXT,
  purpose_en TEXT,
  legal_basis TEXT,
  legal_basis_nl TEXT,
  legal_basis_en TEXT,
  condition_nl TEXT,
  condition_en TEXT,
  qualifier_nl TEXT,
  qualifier_en TEXT,
  certainty TEXT,
  certainty_nl TEXT,
  certainty_en TEXT,
  modality TEXT,
  modality_nl TEXT,
  modality_en TEXT,
  attested_on TEXT,
  valid_from TEXT,
  valid_until TEXT,
  end_status TEXT,
  end_status_nl TEXT,
  end_status_en TEXT,
  holds_from DATE,
  holds_until DATE,
  may_hold_from DATE,
  may_hold_until DATE,
  source TEXT REFERENCES sources (address),
  source_nl TEXT,
  source_en TEXT,
  passage TEXT,
  passage_page TEXT,
  passage_section TEXT,
  passage_paragraph TEXT,
  characters TEXT
) WITHOUT ROWID;

CREATE TABLE assignments_under_authority_of (
  address TEXT REFERENCES assignments (address),
  under_authority_of TEXT REFERENCES actors (address),
  PRIMARY KEY (address, under_authority_of)
) WITHOUT ROWID;

CREATE TABLE authorities_subordinate (
  address TEXT REFERENCES authorities (address),
  subordinate TEXT REFERENCES actors (address),
  PRIMARY KEY (address, subordinate)
) WITHOUT ROWID;

CREATE TABLE authorities_scope (
  address TEXT REFERENCES authorities (address),
  scope TEXT REFERENCES tasks (address),
  PRIMARY KEY (address, scope)
) WITHOUT ROWID;

CREATE TABLE information_flows_sender (
  address TEXT REFERENCES information_flows (address),
  sender TEXT REFERENCES actors (address),
  PRIMARY KEY (address, sender)
) WITHOUT ROWID;

CREATE TABLE information_flows_receiver (
  address TEXT REFERENCES information_flows (address),
  receiver TEXT REFERENCES actors (address),
  PRIMARY KEY (address, receiver)
) WITHOUT ROWID;

CREATE TABLE information_flows_purpose (
  address TEXT REFERENCES information_flows (address),
  purpose TEXT REFERENCES tasks (address),
  PRIMARY KEY (address, purpose)
) WITHOUT ROWID;
