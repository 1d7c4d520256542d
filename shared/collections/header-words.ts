/**
 * What columns are called, by target, in English, German, French and some Spanish, Italian and Dutch.
 * Words as `foldHeader` leaves them: lower case, no accents, nothing between them.
 */
const words: Readonly<Record<string, string>> = {
  key: 'id key identifier itemid itemkey localid localidentifier recordid record rowid internalid accession accessionnumber inventorynumber inventorynr callnumber signature signatur kennung schlussel nummer nr no cle identifiant cote numero identificador codigo datasetid modelid repoid repoidentifier slug',
  doi: 'doi dois doiname doinumber digitalobjectidentifier doilink doiurl',
  url: 'url uri link landingpage landingpageurl landingurl landing webpage website webaddress address href homepage targeturl adresse internetadresse webseite lien pageweb enlace sitio',
  version:
    'version versionnumber versionnr release revision fassung ausgabe versie versione edition',
  language: 'language lang languagecode sprache langue idioma lingua taal',
  'types.resourceTypeGeneral':
    'resourcetypegeneral generalresourcetype generaltype typegeneral resourcetype typ type typeofresource ressourcentyp ressourcetyp typederessource typegeneralderessource tipo tipoderecurso art',
  'types.resourceType': 'resourcetypetext specifictype subtype kind genre typedescription untertyp',
  'identifiers[].identifier':
    'alternateidentifier alternateid alternativeid otherid otheridentifier altid alternateidentifiers autreidentifiant',
  'identifiers[].identifierType': 'alternateidentifiertype alternateidtype',
  'sizes[]': 'size sizes filesize extent umfang grosse taille tamano dateigrosse',
  'formats[]': 'format formats fileformat filetype mimetype mediatype dateiformat formato',
  'titles[0].title':
    'title titles name titel titre titulo titolo maintitle datasettitle datasetname modelname haupttitel titreprincipal bezeichnung label',
  'titles[0].lang': 'titlelanguage titlelang sprachetitel languedutitre',
  'titles[Subtitle].title': 'subtitle untertitel soustitre subtitulo sottotitolo',
  'titles[AlternativeTitle].title':
    'alternativetitle alttitle alternatetitle othertitle shorttitle alternativtitel kurztitel titrealternatif acronym akronym',
  'titles[TranslatedTitle].title':
    'translatedtitle titletranslation englishtitle titleen titleenglish ubersetztertitel titretraduit titelenglisch',
  'creators[].name':
    'creator creators creatorname creatornames author authors authorname authornames autor autoren autorin autorinnen urheber verfasser verfasserin ersteller auteur auteurs createur createurs createurice autores creador creadores autore autori maker makers pi principalinvestigator principalinvestigators by',
  'creators[].givenName':
    'givenname firstname givennames forename authorfirstname creatorgivenname creatorfirstname authorgivenname vorname prenom nombre voornaam',
  'creators[].familyName':
    'familyname lastname surname authorlastname creatorfamilyname creatorlastname authorfamilyname nachname familienname nomdefamille nom apellido apellidos achternaam cognome',
  'creators[].nameIdentifier':
    'orcid orcids orcidid creatororcid creatororcids authororcid authororcids creatorid creatoridentifier authorid nameidentifier nameidentifiers creatornameidentifier orcidofauthor orcidauteur autororcid',
  'creators[].affiliation':
    'affiliation affiliations creatoraffiliation creatoraffiliations authoraffiliation authoraffiliations institution institute institut einrichtung organisation organization zugehorigkeit institutionderautoren etablissement afiliacion',
  'creators[].affiliationIdentifier':
    'affiliationror affiliationid affiliationidentifier creatoraffiliationror creatoraffiliationidentifier authoraffiliationror rorid',
  'creators[].nameType': 'nametype creatornametype creatortype authortype',
  'contributors[].name':
    'contributor contributors contributorname contributornames mitwirkende mitwirkender beitragende beitragender contributeur contributeurs colaborador colaboradores',
  'contributors[].contributorType': 'contributortype contributorrole role rolle typedecontributeur',
  'contributors[].nameIdentifier': 'contributororcid contributorid contributornameidentifier',
  'contributors[].affiliation': 'contributoraffiliation',
  'contributors[ContactPerson].name':
    'contact contactperson contactname kontakt kontaktperson ansprechpartner ansprechperson personnecontact contacto',
  'contributors[DataCollector].name': 'datacollector collector datensammler collecteur',
  'contributors[DataCurator].name': 'datacurator curator kurator datenkurator conservateur',
  'contributors[DataManager].name': 'datamanager datenmanager gestionnairededonnees',
  'contributors[Editor].name': 'editor editors herausgeber herausgeberin editeurscientifique',
  'contributors[HostingInstitution].name':
    'hostinginstitution host hostinstitution gastinstitution bereitstellendeeinrichtung institutionhote',
  'contributors[ProjectLeader].name':
    'projectleader projectlead projektleiter projektleitung chefdeprojet',
  'contributors[RightsHolder].name':
    'rightsholder copyrightholder copyright rechteinhaber titulairedesdroits ayantdroit',
  'contributors[Sponsor].name': 'sponsor',
  'publisher.name':
    'publisher publishername verlag verleger herausgebendeinstitution publikationsstelle editeur editorial editore uitgever publicador',
  'publisher.publisherIdentifier': 'publisherror publisherid publisheridentifier',
  publicationYear:
    'publicationyear year yearofpublication pubyear publishedyear yearpublished publicationdate pubdate jahr erscheinungsjahr publikationsjahr veroffentlichungsjahr annee anneedepublication ano anodepublicacion anno jaar',
  'dates[Issued].date':
    'date issued dateissued issuedate datepublished publishedon published datum erscheinungsdatum veroffentlichungsdatum datedepublication fecha data',
  'dates[Created].date':
    'created datecreated creationdate createdat createdon erstellt erstellungsdatum erstelltam datedecreation cree fechadecreacion',
  'dates[Collected].date':
    'collected datecollected collectiondate samplingdate dateofcollection erhebungsdatum aufnahmedatum erhobenam datedecollecte',
  'dates[Available].date':
    'available dateavailable availablefrom embargo embargountil embargodate verfugbarab datededisponibilite',
  'dates[Submitted].date':
    'submitted datesubmitted submissiondate eingereicht eingereichtam datedesoumission',
  'dates[Accepted].date': 'accepted dateaccepted acceptancedate angenommenam',
  'dates[Updated].date':
    'updated modified lastmodified datemodified dateupdated lastupdated lastupdate aktualisiert aktualisiertam geandertam datedemodification misajour',
  'dates[Valid].date': 'valid datevalid validuntil gultigbis',
  'dates[Coverage].date':
    'temporalcoverage timeperiod period timecovered coverage zeitraum periode couverturetemporelle',
  'dates[Withdrawn].date': 'withdrawn datewithdrawn zuruckgezogen',
  'descriptions[Abstract].description':
    'abstract description summary descriptions datasetdescription beschreibung zusammenfassung kurzbeschreibung resume sommaire descriptif descripcion resumen descrizione beschrijving',
  'descriptions[Methods].description':
    'methods method methodology methoden methodik methode methodes metodos',
  'descriptions[TechnicalInfo].description':
    'technicalinfo technicalinformation technical technischeinformationen informationstechniques',
  'descriptions[TableOfContents].description':
    'tableofcontents toc inhaltsverzeichnis tabledesmatieres',
  'descriptions[SeriesInformation].description': 'seriesinformation series serie reihe collection',
  'descriptions[Other].description':
    'notes note comment comments remarks bemerkung bemerkungen anmerkung kommentar remarque remarques',
  'subjects[].subject':
    'subject subjects keyword keywords tag tags topic topics schlagwort schlagworte schlagworter stichwort stichworte thema themen motcle motscles sujet sujets palabrasclave materia trefwoorden',
  'subjects[].subjectScheme': 'subjectscheme keywordscheme vocabulary',
  'subjects[].valueUri': 'subjecturi subjectvalueuri keyworduri',
  'rightsList[].rights':
    'rights license licence licenses licences rightsstatement usagerights accessrights lizenz lizenzen nutzungsrechte rechte droits licencedutilisation derechos licencia licenza',
  'rightsList[].rightsUri':
    'rightsuri rightsurl licenseurl licenceurl licenseuri licenceuri lizenzurl',
  'rightsList[].rightsIdentifier':
    'rightsidentifier spdx spdxid spdxidentifier licenseid licenceid licenseidentifier',
  'relatedIdentifiers[].relatedIdentifier':
    'relatedidentifier relatedidentifiers relateddoi relateddois relatedid related relatedwork relatedworks verwandterdoi verwandteridentifikator identifiantassocie doiassocie',
  'relatedIdentifiers[].relationType':
    'relationtype relation beziehung beziehungstyp typederelation',
  'relatedIdentifiers[].relatedIdentifierType': 'relatedidentifiertype relatedidtype',
  'relatedIdentifiers[IsSupplementTo].relatedIdentifier':
    'issupplementto supplementto article articledoi publicationdoi paper paperdoi paperurl relatedarticle relatedpublication publikation zugehorigepublikation publicationassociee',
  'relatedIdentifiers[IsDescribedBy].relatedIdentifier': 'isdescribedby describedby datapaper',
  'relatedIdentifiers[IsDocumentedBy].relatedIdentifier':
    'isdocumentedby documentedby documentation readme',
  'relatedIdentifiers[IsCitedBy].relatedIdentifier': 'iscitedby citedby',
  'relatedIdentifiers[References].relatedIdentifier':
    'references reference cites literatur referenz referenzen',
  'relatedIdentifiers[IsPartOf].relatedIdentifier':
    'ispartof partof parent parentdoi teilvon faitpartiede',
  'relatedIdentifiers[HasPart].relatedIdentifier': 'haspart parts children',
  'relatedIdentifiers[IsVersionOf].relatedIdentifier': 'isversionof versionof conceptdoi',
  'relatedIdentifiers[IsNewVersionOf].relatedIdentifier':
    'isnewversionof newversionof previousversion previousversiondoi supersedes replaces vorgangerversion versionprecedente',
  'relatedIdentifiers[IsPreviousVersionOf].relatedIdentifier':
    'ispreviousversionof nextversion newversion supersededby replacedby',
  'relatedIdentifiers[IsDerivedFrom].relatedIdentifier':
    'isderivedfrom derivedfrom basedon source sourcedoi sourcedata quelle basemodel',
  'relatedIdentifiers[IsSourceOf].relatedIdentifier': 'issourceof sourceof',
  'fundingReferences[].funderName':
    'funder funders fundername fundingagency funding fundingreference forderer mittelgeber forderung financeur financement financiador',
  'fundingReferences[].funderIdentifier': 'funderid funderidentifier funderror funderdoi',
  'fundingReferences[].awardNumber':
    'awardnumber award grant grantnumber grantid grantno fordernummer forderkennzeichen projektnummer numerodesubvention projectnumber',
  'fundingReferences[].awardTitle': 'awardtitle granttitle projecttitle projekttitel',
  'fundingReferences[].awardUri': 'awarduri awardurl granturl',
  'geoLocations[].geoLocationPlace':
    'place location geolocation geolocationplace locality region site spatialcoverage ort standort gebiet lieu localisation lugar',
  'geoLocations[].pointLatitude': 'latitude lat breite breitengrad pointlatitude latitud',
  'geoLocations[].pointLongitude':
    'longitude lon long lng lange langengrad pointlongitude longitud',
  'geoLocations[].northBoundLatitude':
    'northboundlatitude north northbound nord bboxnorth maxlat latmax',
  'geoLocations[].southBoundLatitude':
    'southboundlatitude south southbound sud bboxsouth minlat latmin',
  'geoLocations[].westBoundLongitude':
    'westboundlongitude west westbound ouest bboxwest minlon lonmin',
  'geoLocations[].eastBoundLongitude':
    'eastboundlongitude east eastbound ost est bboxeast maxlon lonmax',
};

const targets: ReadonlyMap<string, string> = new Map(
  Object.entries(words).flatMap(([target, list]) =>
    list.split(' ').map((word) => [word, target] as const),
  ),
);

/** A header as it is looked up: `Année de publication` and `annee_de_publication` are one word. */
export function foldHeader(header: string): string {
  return header
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replace(/^(?:dc|dcterms|dcat|datacite|schema|bibo|marc)\s*[:.]\s*/, '')
    .replace(/\((?:s|optional|required|mandatory|pflicht|obligatoire)\)/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The target that a header names, or null. */
export function targetOfWord(folded: string): string | null {
  return targets.get(folded) ?? null;
}
