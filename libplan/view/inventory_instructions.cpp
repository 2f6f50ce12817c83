#include "libplan/view/inventory_sheet.hpp"

#include <array>

/// The first sheet of the blank workbook. Data, and how it is laid out.
namespace plan {

namespace {

struct Line {
    Words left, right;
    RowStyle style = RowStyle::plain;
};

constexpr std::array<Line, 26> lines = {{
    {{"Inventaire des applications", "Inventory of applications"}, {}, RowStyle::title},
    {{},
     {"Ce classeur décrit un système d’information pour préparer sa migration : ses applications, leurs échanges, et "
      "ce "
      "qui contraint les dates. Seule la feuille des applications est nécessaire pour un premier plan.",
      "This workbook describes an information system so that its migration can be planned: its applications, what they "
      "exchange, and what constrains the dates. Only the sheet of applications is needed for a first plan."}},
    {},
    {{"Remplir", "Filling it in"}, {}, RowStyle::heading},
    {{"Lignes", "Rows"},
     {"Une ligne par application, par flux, par équipe… Le code donné à une application est celui que citent les "
      "autres "
      "feuilles.",
      "One row for each application, flow, team… The code given to an application is the one that other sheets cite."}},
    {{"Exemples", "Examples"},
     {"Les lignes en italique, de code EXEMPLE-…, montrent comment écrire. Effacez-les toutes avant d’importer : une "
      "équipe "
      "ou une cible laissée là remplacerait celles par défaut.",
      "The rows in italics, of code EXAMPLE-…, show how to write. Delete them all before importing: a team or target "
      "left "
      "there would replace the default ones."}},
    {{"Étoile *", "Star *"},
     {"La colonne est obligatoire. Toutes les autres peuvent rester vides.",
      "The column is required. All others may stay empty."}},
    {{"Cellule vide", "Empty cell"},
     {"Vide veut dire « on ne sait pas », jamais non. Ce qui manque et qui compte devient une question du plan.",
      "Empty means \"not known\", never no. What is missing and matters becomes a question of the plan."}},
    {{"Notes", "Notes"},
     {"Posez le pointeur sur un en-tête : une note dit ce qu’on y met et comment.",
      "Rest the pointer on a header: a note says what goes there and how."}},
    {{"Listes", "Lists"},
     {"Où une cellule propose une liste, choisissez. Où il peut y avoir plusieurs valeurs, séparez-les par des "
      "virgules.",
      "Where a cell offers a list, choose. Where there may be several values, part them with commas."}},
    {{"Dates, nombres", "Dates, numbers"},
     {"Des dates comme 31/12/2026. Des nombres dans l’unité de l’en-tête, ou suivis de la leur : 2 To, 30 min, 120 k€.",
      "Dates like 2026-12-31. Numbers in the unit of the header, or followed by their own: 2 TB, 30 min, 120 k€."}},
    {{"Colonnes", "Columns"},
     {"Changez leur ordre, cachez-les, effacez celles qui ne servent pas, ajoutez les vôtres : les en-têtes sont "
      "reconnus, et "
      "ce qu’aucun champ ne connaît est gardé tel quel.",
      "Change their order, hide them, delete those of no use, add your own: headers are recognised, and what no field "
      "knows is kept as it is."}},
    {},
    {{"Importer", "Importing"}, {}, RowStyle::heading},
    {{"Vérifier", "Checking"},
     {"plan-import inventaire.ods | plan-check -v", "plan-import inventory.ods | plan-check -v"}},
    {{"Erreurs", "Errors"},
     {"Chaque erreur nomme la feuille et la cellule. Une ligne erronée est écartée ; les autres sont lues.",
      "Every error names the sheet and the cell. A row with an error is left out; the others are read."}},
    {{"Feuilles en plus", "More sheets"},
     {"Une feuille dont le nom ne dit rien, comme celle-ci, n’est pas lue.",
      "A sheet whose name says nothing, as this one, is not read."}},
    {},
    {{"Les feuilles", "The sheets"}, {}, RowStyle::heading},
    {{"Applications", "Applications"},
     {"Ce qui migre : identité, données et sensibilité, besoins de sécurité, technique, marchés.",
      "What migrates: identity, data and sensitivity, security needs, technical side, contracts."}},
    {{"Flux", "Flows"},
     {"Qui dépend de qui. L’appelant dépend de l’appelé, quel que soit le sens des données.",
      "Who depends on whom. The caller depends on the one it calls, whichever way the data goes."}},
    {{"Équipes", "Teams"},
     {"Qui fait les tâches. Sans équipe, une équipe de cinq personnes par phase.",
      "Who does the tasks. Without one, a team of five people for each phase."}},
    {{"Cibles", "Targets"},
     {"Où l’on peut aller. Sans cible, le catalogue livré avec les outils.",
      "Where one can go. Without one, the catalogue that comes with the tools."}},
    {{"Calendrier", "Calendar"},
     {"Jours travaillés, fériés, gels, fenêtres de bascule. Plusieurs lignes font un calendrier.",
      "Days worked, holidays, freezes, windows for cut-overs. Several rows make a calendar."}},
    {{"Contraintes", "Constraints"},
     {"Ce que le plan doit respecter : ensemble, séparément, avant, pas avant, échéance…",
      "What the plan must respect: together, apart, before, not before, deadline…"}},
    {{"Serveurs", "Servers"},
     {"À quelle application appartient chaque adresse, pour lire les journaux du réseau.",
      "Which application each address belongs to, to read logs of the network."}},
}};

}  // namespace

Sheet instructions(Language language) {
    Sheet sheet;
    sheet.name = Words{"Mode d'emploi", "Read me"}.in(language);
    sheet.has_header = false;
    sheet.accent = Accent::grey;
    sheet.columns.push_back({.header = "", .width = 20});
    sheet.columns.push_back({.header = "", .width = 110, .format = ColumnFormat::wrapped});
    for (const Line& line : lines) {
        SpreadsheetRow& row = sheet.rows.emplace_back();
        row.style = line.style;
        row.cells = {std::string(line.left.in(language)), std::string(line.right.in(language))};
    }
    return sheet;
}

}  // namespace plan
