"""What each role gets at every address of the project."""

from tests.biq.addresses import lines

# The roles: nobody logged in; a user without a role; the leader of the course; another leader;
# staff; and somebody who is staff and leads the course. A POST comes without any data.
ROLES = ("anonymous", "stranger", "leader", "other_leader", "staff", "both")
TABLE = """
GET  /                                                                 200 200 200 200 200 200
GET  /kurse/<slug:slug>/                                               200 200 200 200 200 200
GET  /einfach/                                                         200 200 200 200 200 200
GET  /impressum/                                                       200 200 200 200 200 200
GET  /datenschutz/                                                     200 200 200 200 200 200
GET  /barrierefreiheit/                                                200 200 200 200 200 200
GET  /kurse/<slug:slug>/anmelden/                                      200 200 200 200 200 200
POST /kurse/<slug:slug>/anmelden/absenden/                             422 422 422 422 422 422
POST /kurse/<slug:slug>/anmelden/aendern/<int:number>/                 200 200 200 200 200 200
POST /kurse/<slug:slug>/anmelden/weitere/                              422 422 422 422 422 422
POST /kurse/<slug:slug>/anmelden/ohne/<int:number>/                    200 200 200 200 200 200
GET  /danke/<str:tokens>/                                              200 200 200 200 200 200
GET  /kurse/<slug:slug>/anmeldeformular.pdf                            200 200 200 200 200 200
GET  /kurse/<slug:slug>/programm.pdf                                   200 200 200 200 200 200
GET  /kurse/<slug:slug>/flyer.pdf                                      200 200 200 200 200 200
GET  /kurse/<slug:slug>/faltblatt.pdf                                  200 200 200 200 200 200
GET  /kurse/<slug:slug>/plakat-a4.pdf                                  200 200 200 200 200 200
GET  /kurse/<slug:slug>/plakat-a3.pdf                                  200 200 200 200 200 200
GET  /k/<slug:course_code>/                                            302 302 302 302 302 302
GET  /anmeldung/<token:token>/                                         200 200 200 200 200 200
POST /anmeldung/<token:token>/platz-annehmen/                          302 302 302 302 302 302
POST /anmeldung/<token:token>/platz-ablehnen/                          409 409 409 409 409 409
GET  /anmeldung/<token:token>/abmelden/                                200 200 200 200 200 200
POST /anmeldung/<token:token>/allein-teilnehmen/                       302 302 302 302 302 302
GET  /anmeldung/<token:token>/weniger-zahlen/                          200 200 200 200 200 200
GET  /anmeldung/<token:token>/daten/                                   200 200 200 200 200 200
GET  /anmeldung/<token:token>/wuensche/                                200 200 200 200 200 200
GET  /anmeldung/<token:token>/email/<seal:seal>/                       410 410 410 410 410 410
GET  /kalender/<token:calendar_token>.ics                              200 200 200 200 200 200
GET  /bescheid/                                                        200 200 200 200 200 200
GET  /bescheid/<token:token>/                                          410 410 410 410 410 410
POST /bescheid/<token:token>/beenden/                                  410 410 410 410 410 410
GET  /bescheid/<token:token>/email/<seal:seal>/                        410 410 410 410 410 410
GET  /einladung/<invitation:secret>/                                   200 200 200 200 200 200
POST /einladung/<invitation:secret>/zusagen/                           302 302 302 302 302 302
POST /einladung/<invitation:secret>/absagen/                           302 302 302 302 302 302
POST /einladung/<invitation:secret>/vorschlagen/                       422 422 422 422 422 422
POST /einladung/<invitation:secret>/bedarf/                            302 302 302 302 302 302
GET  /zertifikat/                                                      200 200 200 200 200 200
GET  /zertifikat/<str:code>/                                           200 200 200 200 200 200
GET  /zertifikat/<str:code>/open-badge.jwt                             404 404 404 404 404 404
GET  /z/                                                               302 302 302 302 302 302
GET  /z/<str:code>                                                     302 302 302 302 302 302
GET  /z/<str:code>/                                                    302 302 302 302 302 302
GET  /anmeldung/<token:token>/zertifikat.pdf                           200 200 200 200 200 200
GET  /anmeldung/<token:token>/uebersetzung.pdf                         404 404 404 404 404 404
GET  /kursleitung/                                                     302 403 200 200 403 200
GET  /kursleitung/partner/                                             302 403 200 200 403 200
GET  /kursleitung/<slug:slug>/einladungen/<int:contribution>/          302 403 200 404 403 200
POST /kursleitung/<slug:slug>/einladungen/<int:contribution>/einladen/ 302 403 422 404 403 422
POST /kursleitung/<slug:slug>/einladungen/<int:contribution>/noch-einmal/ 302 403 422 404 403 422
POST /kursleitung/<slug:slug>/einladungen/<int:contribution>/antwort/  302 403 422 404 403 422
POST /kursleitung/<slug:slug>/einladungen/<int:contribution>/vorschlag/ 302 403 422 404 403 422
GET  /kursleitung/<slug:slug>/                                         302 403 200 404 403 200
GET  /kursleitung/<slug:slug>/anwesenheit/<int:day>/                   302 403 200 404 403 200
POST /kursleitung/<slug:slug>/anwesenheit/<int:day>/                   302 403 303 404 403 303
GET  /kursleitung/<slug:slug>/schreiben/                               302 403 200 404 403 200
POST /kursleitung/<slug:slug>/schreiben/pruefen/                       302 403 422 404 403 422
POST /kursleitung/<slug:slug>/schreiben/senden/                        302 403 422 404 403 422
GET  /kursleitung/<slug:slug>/schreiben/<int:pk>/                      302 403 404 404 403 404
GET  /kursleitung/<slug:slug>/anwesenheit/<int:day>/stand.json         302 403 200 404 403 200
POST /kursleitung/<slug:slug>/anwesenheit/<int:day>/gast/              302 403 303 404 403 303
POST /kursleitung/<slug:slug>/anwesenheit/<int:day>/gast/<int:guest>/weg/ 302 403 303 404 403 303
POST /kursleitung/<slug:slug>/anwesenheit/<int:day>/platz/<int:person>/ 302 403 303 404 403 303
POST /kursleitung/<slug:slug>/anwesenheit/senden/                      302 403 400 404 403 400
GET  /kursleitung/<slug:slug>/tag/<int:day>/                           302 403 200 404 403 200
GET  /kursleitung/dienst.js                                            302 403 200 200 403 200
GET  /kursleitung/ausweis.json                                         302 403 200 200 403 200
GET  /kursleitung/<slug:slug>/tag/<int:day>/unterschriften.pdf         302 403 200 404 403 200
GET  /kursleitung/<slug:slug>/tag/<int:day>/tagesplan.pdf              302 403 200 404 403 200
GET  /kursleitung/<slug:slug>/tag/<int:day>/namensschilder.pdf         302 403 200 404 403 200
GET  /kursleitung/<slug:slug>/tag/<int:day>/raumschilder.pdf           302 403 200 404 403 200
GET  /kursleitung/<slug:slug>/kontakte.pdf                             302 403 302 404 403 302
GET  /kursleitung/<slug:slug>/unterschriften/                          302 403 200 404 403 200
GET  /kursleitung/<slug:slug>/unterschriften/<slug:list_code>/         302 403 200 404 403 200
POST /kursleitung/<slug:slug>/unterschriften/<slug:list_code>/         302 403 303 404 403 303
GET  /verwaltung/kurse/<slug:slug>/zertifikate/                        302 403 403 403 200 200
POST /verwaltung/kurse/<slug:slug>/zertifikate/probedruck/             302 403 403 403 302 302
POST /verwaltung/kurse/<slug:slug>/zertifikate/ausstellen/             302 403 403 403 302 302
POST /verwaltung/kurse/<slug:slug>/zertifikate/danken/                 302 403 403 403 302 302
POST /verwaltung/kurse/<slug:slug>/zertifikate/noch-einmal/            302 403 403 403 302 302
GET  /verwaltung/kurse/<slug:slug>/zertifikate/alle.pdf                302 403 403 403 200 200
GET  /verwaltung/kurse/<slug:slug>/zertifikate/uebergabe.pdf           302 403 403 403 200 200
POST /verwaltung/kurse/<slug:slug>/zertifikate/zweitschriften/         302 403 403 403 302 302
GET  /verwaltung/kurse/<slug:slug>/zertifikate/zweitschriften.pdf      302 403 403 403 302 302
POST /verwaltung/kurse/<slug:slug>/zertifikate/uebersetzungen/         302 403 403 403 302 302
GET  /verwaltung/kurse/<slug:slug>/zertifikate/uebersetzungen.pdf      302 403 403 403 302 302
GET  /verwaltung/kurse/<slug:slug>/zertifikate/vorlage/                302 403 403 403 200 200
POST /verwaltung/kurse/<slug:slug>/zertifikate/vorlage/speichern/      302 403 403 403 422 422
POST /verwaltung/kurse/<slug:slug>/zertifikate/vorlage/vorschau/       302 403 403 403 422 422
POST /verwaltung/kurse/<slug:slug>/zertifikate/vorlage/standard/       302 403 403 403 302 302
GET  /verwaltung/zertifikat-vorlage/                                  302 403 403 403 200 200
POST /verwaltung/zertifikat-vorlage/speichern/                        302 403 403 403 422 422
POST /verwaltung/zertifikat-vorlage/vorschau/                         302 403 403 403 422 422
GET  /verwaltung/zertifikate/<code:code>.pdf                           302 403 403 403 200 200
GET  /verwaltung/zertifikate/<code:code>/                              302 403 403 403 200 200
GET  /verwaltung/zertifikate/<code:code>/zweitschrift/<int:pk>.pdf     302 403 403 403 404 404
GET  /verwaltung/zertifikate/<code:code>/uebersetzung/<slug:language>.pdf 302 403 403 403 200 200
POST /verwaltung/zertifikate/<code:code>/uebergabe/                    302 403 403 403 422 422
POST /verwaltung/zertifikate/<code:code>/bescheid/                     302 403 403 403 302 302
POST /verwaltung/zertifikate/<code:code>/zweitschrift/                 302 403 403 403 302 302
POST /verwaltung/zertifikate/<code:code>/berichtigen/                  302 403 403 403 422 422
POST /verwaltung/zertifikate/<code:code>/widerrufen/                   302 403 403 403 422 422
POST /verwaltung/zertifikate/<code:code>/neu-ausstellen/               302 403 403 403 302 302
POST /verwaltung/zertifikate/<code:code>/verwerfen/                    302 403 403 403 302 302
POST /verwaltung/zertifikate/<code:code>/namen-loeschen/               302 403 403 403 422 422
GET  /verwaltung/                                                      302 403 403 403 200 200
GET  /verwaltung/mehr/                                                 302 403 403 403 200 200
GET  /verwaltung/geld/                                                 302 403 403 403 200 200
GET  /verwaltung/geld/konten.<str:kind>                                302 403 403 403 200 200
GET  /verwaltung/kurse/<slug:slug>/                                    302 403 403 403 200 200
POST /verwaltung/kurse/<slug:slug>/veroeffentlichen/                   302 403 403 403 302 302
GET  /verwaltung/kurse/<slug:slug>/kopieren/                           302 403 403 403 200 200
POST /verwaltung/kurse/<slug:slug>/ort/                                302 403 403 403 302 302
POST /verwaltung/kurse/<slug:slug>/plaetze-anbieten/                   302 403 403 403 302 302
POST /verwaltung/kurse/<slug:slug>/abschliessen/                       302 403 403 403 302 302
GET  /verwaltung/kurse/<slug:slug>/absagen/                            302 403 403 403 200 200
GET  /verwaltung/kurse/<slug:slug>/warteliste/                         302 403 403 403 200 200
GET  /verwaltung/kurse/<slug:slug>/danken/                             302 403 403 403 200 200
POST /verwaltung/kurse/<slug:slug>/danken/                             302 403 403 403 302 302
GET  /verwaltung/kurse/<slug:slug>/telefon/                            302 403 403 403 200 200
GET  /verwaltung/kurse/<slug:slug>/papier/                             302 403 403 403 200 200
GET  /verwaltung/kurse/<slug:slug>/anmeldungen.<str:kind>              302 403 403 403 200 200
GET  /verwaltung/kurse/<slug:slug>/buchungen.<str:kind>                302 403 403 403 200 200
GET  /verwaltung/kurse/<slug:slug>/schreiben/                          302 403 403 403 200 200
POST /verwaltung/kurse/<slug:slug>/schreiben/pruefen/                  302 403 403 403 422 422
POST /verwaltung/kurse/<slug:slug>/schreiben/senden/                   302 403 403 403 422 422
GET  /verwaltung/kurse/<slug:slug>/schreiben/<int:pk>/                 302 403 403 403 404 404
GET  /verwaltung/kurstage/<int:pk>/                                    302 403 403 403 200 200
GET  /verwaltung/kurstage/<int:pk>/anwesenheit/                        302 403 403 403 200 200
POST /verwaltung/kurstage/<int:pk>/verschieben/                        302 403 403 403 422 422
GET  /verwaltung/kurstage/<int:pk>/absagen/                            302 403 403 403 200 200
POST /verwaltung/kurstage/<int:pk>/absagen/                            302 403 403 403 302 302
POST /verwaltung/kurstage/<int:pk>/ersetzen/                           302 403 403 403 422 422
POST /verwaltung/kurstage/<int:pk>/zuruecknehmen/                      302 403 403 403 302 302
GET  /verwaltung/kurstage/<int:pk>/unterschriften.pdf                  302 403 403 403 200 200
GET  /verwaltung/kurstage/<int:pk>/tagesplan.pdf                       302 403 403 403 200 200
GET  /verwaltung/kurstage/<int:pk>/namensschilder.pdf                  302 403 403 403 200 200
GET  /verwaltung/kurstage/<int:pk>/raumschilder.pdf                    302 403 403 403 200 200
GET  /verwaltung/kurse/<slug:slug>/kontakte.pdf                        302 403 403 403 302 302
GET  /verwaltung/unterschriften/                                       302 403 403 403 200 200
GET  /verwaltung/unterschriften/<slug:list_code>/                      302 403 403 403 200 200
POST /verwaltung/unterschriften/<slug:list_code>/                      302 403 403 403 302 302
GET  /verwaltung/anmeldungen/<reference:reference>/                    302 403 403 403 200 200
GET  /verwaltung/anmeldungen/<reference:reference>/eingetragen/        302 403 403 403 200 200
POST /verwaltung/anmeldungen/<reference:reference>/aufnehmen/          302 403 403 403 302 302
POST /verwaltung/anmeldungen/<reference:reference>/annehmen/           302 403 403 403 302 302
POST /verwaltung/anmeldungen/<reference:reference>/ablehnen/           302 403 403 403 302 302
POST /verwaltung/anmeldungen/<reference:reference>/wieder-warten/      302 403 403 403 302 302
POST /verwaltung/anmeldungen/<reference:reference>/heute-erreicht/     302 403 403 403 302 302
POST /verwaltung/anmeldungen/<reference:reference>/auch-allein/        302 403 403 403 302 302
POST /verwaltung/anmeldungen/<reference:reference>/nach-vorn/          302 403 403 403 302 302
POST /verwaltung/anmeldungen/<reference:reference>/gemeinsam/          302 403 403 403 302 302
POST /verwaltung/anmeldungen/<reference:reference>/angebot-beenden/    302 403 403 403 302 302
POST /verwaltung/anmeldungen/<reference:reference>/abmelden/           302 403 403 403 302 302
POST /verwaltung/anmeldungen/<reference:reference>/eingang/            302 403 403 403 422 422
POST /verwaltung/anmeldungen/<reference:reference>/vereinbarung/       302 403 403 403 422 422
POST /verwaltung/anmeldungen/<reference:reference>/zahlung/            302 403 403 403 422 422
POST /verwaltung/anmeldungen/<reference:reference>/zuruecknehmen/      302 403 403 403 302 302
POST /verwaltung/anmeldungen/<reference:reference>/erstattung/         302 403 403 403 302 302
POST /verwaltung/anmeldungen/<reference:reference>/korrektur/          302 403 403 403 422 422
POST /verwaltung/anmeldungen/<reference:reference>/angaben/            302 403 403 403 302 302
POST /verwaltung/anmeldungen/<reference:reference>/verstorben/         302 403 403 403 422 422
POST /verwaltung/anmeldungen/<reference:reference>/einwilligung/       302 403 403 403 422 422
POST /verwaltung/anmeldungen/<reference:reference>/ausnahme/           302 403 403 403 422 422
POST /verwaltung/anmeldungen/<reference:reference>/anwesenheit/        302 403 403 403 302 302
POST /verwaltung/anmeldungen/<reference:reference>/widerrufen/<int:pk>/ 302 403 403 403 302 302
GET  /verwaltung/briefe/                                               302 403 403 403 200 200
POST /verwaltung/briefe/alle-drucken/                                  302 403 403 403 302 302
GET  /verwaltung/briefe/zuletzt.pdf                                    302 403 403 403 302 302
GET  /verwaltung/briefe/<int:pk>.pdf                                   302 403 403 403 404 404
GET  /verwaltung/anrufe/                                               302 403 403 403 200 200
POST /verwaltung/anrufe/<int:pk>/erreicht/                             302 403 403 403 302 302
POST /verwaltung/anrufe/<int:pk>/nicht-erreicht/                       302 403 403 403 302 302
POST /verwaltung/anrufe/<int:pk>/ja/                                   302 403 403 403 302 302
POST /verwaltung/anrufe/<int:pk>/nein/                                 302 403 403 403 302 302
GET  /verwaltung/einladungen/<int:contribution>/                       302 403 403 403 200 200
POST /verwaltung/einladungen/<int:contribution>/einladen/              302 403 403 403 422 422
POST /verwaltung/einladungen/<int:contribution>/noch-einmal/           302 403 403 403 422 422
POST /verwaltung/einladungen/<int:contribution>/antwort/               302 403 403 403 422 422
POST /verwaltung/einladungen/<int:contribution>/vorschlag/             302 403 403 403 422 422
GET  /verwaltung/partner/<int:pk>/loeschen/                            302 403 403 403 200 200
POST /verwaltung/partner/<int:pk>/loeschen/                            302 403 403 403 302 302
GET  /verwaltung/ansprechpersonen/<int:pk>/loeschen/                   302 403 403 403 200 200
POST /verwaltung/ansprechpersonen/<int:pk>/loeschen/                   302 403 403 403 302 302
GET  /verwaltung/login/                                                302 403 403 403 302 302
POST /verwaltung/logout/                                               302 403 403 403 200 200
GET  /verwaltung/password_change/                                      302 403 403 403 200 200
GET  /verwaltung/password_change/done/                                 302 403 403 403 200 200
GET  /verwaltung/autocomplete/                                         302 403 403 403 403 403
GET  /verwaltung/jsi18n/                                               302 403 403 403 200 200
GET  /verwaltung/r/<path:content_type_id>/<path:object_id>/            302 403 403 403 404 404
POST /verwaltung/accounts/user/<path:object_id>/passwort-link/         302 403 403 403 302 302
POST /verwaltung/accounts/user/<path:object_id>/zweiter-faktor/        302 403 403 403 403 403
POST /verwaltung/correspondence/message/<path:object_id>/erledigt/     302 403 403 403 302 302
POST /verwaltung/correspondence/message/<path:object_id>/noch-einmal/  302 403 403 403 403 403
GET  /verwaltung/<app_label>/                                          302 403 403 403 200 200
GET  /verwaltung/<url>                                                 302 403 403 403 404 404
GET  /konto/sessions/<int:pk>/beenden/                                 302 302 302 302 302 302
GET  /konto/noch-nicht-gespeichert/<str:key>/                          302 302 302 302 302 302
GET  /konto/ankommen/                                                  302 403 302 302 302 302
GET  /konto/signup/                                                    404 404 404 404 404 404
GET  /konto/email/                                                     404 404 404 404 404 404
GET  /konto/confirm-email/                                             404 404 404 404 404 404
GET  /konto/login/code/confirm/                                        404 404 404 404 404 404
GET  /konto/password/set/                                              404 404 404 404 404 404
GET  /konto/login/                                                     200 302 302 302 302 302
GET  /konto/logout/                                                    302 200 200 200 200 200
GET  /konto/inactive/                                                  200 200 200 200 200 200
GET  /konto/reauthenticate/                                            302 200 200 200 200 200
GET  /konto/password/change/                                           302 200 200 200 200 200
GET  /konto/password/reset/                                            200 200 200 200 200 200
GET  /konto/confirm-email/<key>/                                       404 404 404 404 404 404
GET  /konto/password/reset/key/done/                                   200 200 200 200 200 200
GET  /konto/password/reset/key/<uidb36>-<key>/                         200 200 200 200 200 200
GET  /konto/password/reset/done/                                       200 200 200 200 200 200
GET  /konto/2fa/                                                       302 200 200 200 200 200
GET  /konto/2fa/authenticate/                                          302 302 302 302 302 302
GET  /konto/2fa/reauthenticate/                                        302 302 302 302 302 302
GET  /konto/2fa/totp/activate/                                         302 302 302 302 302 302
GET  /konto/2fa/totp/deactivate/                                       302 404 404 404 404 404
GET  /konto/2fa/recovery-codes/                                        302 404 404 404 404 404
GET  /konto/2fa/recovery-codes/generate/                               302 302 302 302 302 302
GET  /konto/2fa/recovery-codes/download/                               302 404 404 404 404 404
GET  /konto/2fa/webauthn/                                              302 200 200 200 200 200
GET  /konto/2fa/webauthn/add/                                          302 302 302 302 302 302
GET  /konto/2fa/webauthn/login/                                        302 302 302 302 302 302
GET  /konto/2fa/webauthn/reauthenticate/                               302 302 302 302 302 302
GET  /konto/2fa/webauthn/keys/<int:pk>/edit/                           302 302 302 302 302 302
GET  /konto/2fa/webauthn/keys/<int:pk>/remove/                         302 302 302 302 302 302
GET  /konto/sessions/                                                  302 200 200 200 200 200
GET  /gesundheit/                                                      200 200 200 200 200 200
"""

# The composer of blocks has one code and an address at both faces; this is what those get who may
# be there. Of a foreign course a leader finds nothing.
COMPOSER = """
GET  /programm/                                                       200
GET  /programm/<int:number>/                                          200
GET  /programm/<int:number>/thema/                                    200
POST /programm/<int:number>/thema/                                    302
GET  /programm/<int:number>/uebernehmen/                              200
POST /programm/<int:number>/uebernehmen/                              200
GET  /programm/<int:number>/tage/<int:day>/punkt/                     200
POST /programm/<int:number>/tage/<int:day>/punkt/                     422
GET  /programm/<int:number>/punkte/<int:item>/                        200
POST /programm/<int:number>/punkte/<int:item>/                        422
POST /programm/<int:number>/punkte/<int:item>/hoch/                   302
POST /programm/<int:number>/punkte/<int:item>/runter/                 302
POST /programm/<int:number>/punkte/<int:item>/anderer-tag/            302
POST /programm/<int:number>/punkte/<int:item>/entfernen/              302
GET  /programm/<int:number>/beitraege/neu/                            200
POST /programm/<int:number>/beitraege/neu/                            422
GET  /programm/<int:number>/beitraege/<int:contribution>/             200
POST /programm/<int:number>/beitraege/<int:contribution>/             302
GET  /programm/<int:number>/beitraege/<int:contribution>/einplanen/   200
POST /programm/<int:number>/beitraege/<int:contribution>/einplanen/   422
POST /programm/<int:number>/beitraege/<int:contribution>/ohne-platz/  302
POST /programm/<int:number>/beitraege/<int:contribution>/zugesagt/    302
POST /programm/<int:number>/beitraege/<int:contribution>/abgesagt/    302
POST /programm/<int:number>/beitraege/<int:contribution>/stattgefunden/ 302
POST /programm/<int:number>/beitraege/<int:contribution>/wieder-angefragt/ 302
"""
COMPOSED = (
    ("/kursleitung/<slug:slug>", "302 403 {0} 404 403 {0}"),
    ("/verwaltung/kurse/<slug:slug>", "302 403 403 403 {0} {0}"),
)
TABLE += "\n".join(
    f"{method} {course}{route} {codes.format(code)}"
    for course, codes in COMPOSED
    for method, route, code in lines(COMPOSER)
)
