#include "libplan/base/error.hpp"
#include "libplan/view/workbook_parts.hpp"

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>
#include <utility>

/// An Office Open XML workbook, through libxlsxwriter. The library writes to a named file: here one that lives in
/// memory only.
namespace plan {

namespace {

constexpr std::size_t many_cells = 2'000'000;  // beyond, rows go to a temporary file as they come

void demand(lxw_error error) {
    if (error == LXW_NO_ERROR) return;
    throw Error(Failure::input_output, {Severity::error,
                                        "xlsx-failed",
                                        PLAN_TEXT("the workbook could not be written: {}"),
                                        {lxw_strerror(error)},
                                        {}});
}

/// A file without a name in any folder.
class MemoryFile {
public:
    MemoryFile() : descriptor_(::memfd_create("workbook", MFD_CLOEXEC)) {
        if (descriptor_ < 0) demand(LXW_ERROR_CREATING_TMPFILE);
    }
    ~MemoryFile() { ::close(descriptor_); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

    [[nodiscard]] std::string bytes() const {
        std::string text;
        text.resize(static_cast<std::size_t>(std::max<off_t>(::lseek(descriptor_, 0, SEEK_END), 0)));
        for (std::size_t done = 0; done < text.size();) {
            const ssize_t read = ::pread(descriptor_, text.data() + done, text.size() - done, static_cast<off_t>(done));
            if (read <= 0) demand(LXW_ERROR_ZIP_FILE_OPERATION);
            done += static_cast<std::size_t>(read);
        }
        return text;
    }

private:
    int descriptor_;
};

/// A text that looks like an escaped character, "_x0041_", would be read as that character: its first sign is escaped.
std::string escaped(std::string text) {
    const auto is_hexadecimal = [](char letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f') || (letter >= 'A' && letter <= 'F');
    };
    constexpr std::string_view escape = "_x005F";
    for (std::size_t at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
        const std::string_view digits = std::string_view(text).substr(at + 2, 4);
        if (digits.size() < 4 || at + 6 >= text.size() || text[at + 6] != '_') continue;
        if (!std::ranges::all_of(digits, is_hexadecimal)) continue;
        text.insert(at, escape);
        at += escape.size();
    }
    return text;
}

/// "#1b3a6b"
lxw_color_t colour(std::string_view text) {
    lxw_color_t value = 0;
    std::from_chars(text.data() + 1, text.data() + text.size(), value, 16);
    return value;
}

lxw_color_t colour(Accent accent) {
    return colour(colour_of(accent));
}

class XlsxWriter {
public:
    explicit XlsxWriter(const Workbook& workbook) : workbook_(workbook) {
        std::size_t cells = 0;
        for (const Sheet& sheet : workbook.sheets) cells += sheet.rows.size() * sheet.columns.size();
        lxw_workbook_options options{};
        options.constant_memory = cells > many_cells ? LXW_TRUE : LXW_FALSE;
        book_ = workbook_new_opt(file_.path().c_str(), &options);
        if (!book_) demand(LXW_ERROR_MEMORY_MALLOC_FAILED);
    }
    ~XlsxWriter() {
        if (book_) lxw_workbook_free(book_);
    }
    XlsxWriter(const XlsxWriter&) = delete;
    XlsxWriter& operator=(const XlsxWriter&) = delete;

    std::string write() {
        std::string title = written_text(workbook_.title);
        lxw_doc_properties properties{};
        properties.title = title.data();
        constexpr time_t first_day = 315532800;  // 1980-01-01, as in the archive
        properties.created = first_day;
        demand(workbook_set_properties(book_, &properties));
        std::vector<lxw_worksheet*> sheets;
        for (const Sheet& sheet : workbook_.sheets) {
            sheets.push_back(workbook_add_worksheet(book_, written_text(sheet.name).c_str()));
            if (!sheets.back()) demand(LXW_ERROR_SHEETNAME_ALREADY_USED);
        }
        for (std::size_t index = 0; index < sheets.size(); ++index) write(workbook_.sheets[index], sheets[index]);
        // Closing frees the workbook, whatever comes of it.
        demand(workbook_close(std::exchange(book_, nullptr)));
        return file_.bytes();
    }

private:
    lxw_format* format(ColumnFormat kind, RowStyle style) {
        lxw_format*& known = formats_[{kind, style}];
        if (known) return known;
        known = workbook_add_format(book_);
        format_set_align(known, LXW_ALIGN_VERTICAL_TOP);
        if (kind == ColumnFormat::text || kind == ColumnFormat::wrapped) format_set_num_format(known, "@");
        if (kind == ColumnFormat::wrapped) format_set_text_wrap(known);
        if (kind == ColumnFormat::date)
            format_set_num_format(known,
                                  workbook_.language == Language::french ? "[$-40C]dd/mm/yyyy" : "yyyy\\-mm\\-dd");
        if (style == RowStyle::example) {
            format_set_italic(known);
            format_set_font_color(known, 0x5F5F5F);
        } else if (style != RowStyle::plain) {
            format_set_bold(known);
            format_set_font_color(known, colour(Accent::navy));
            format_set_font_size(known, style == RowStyle::title ? 18 : 12);
        }
        return known;
    }

    lxw_format* header_format(Accent accent) {
        lxw_format*& known = headers_[accent];
        if (known) return known;
        known = workbook_add_format(book_);
        format_set_bold(known);
        format_set_text_wrap(known);
        format_set_align(known, LXW_ALIGN_VERTICAL_CENTER);
        format_set_font_color(known, LXW_COLOR_WHITE);
        format_set_bg_color(known, colour(accent));
        format_set_border(known, LXW_BORDER_THIN);
        format_set_border_color(known, LXW_COLOR_WHITE);
        format_set_num_format(known, "@");
        return known;
    }

    void write(const Sheet& sheet, lxw_worksheet* shown) {
        const auto last_column = static_cast<lxw_col_t>(sheet.columns.empty() ? 0 : sheet.columns.size() - 1);
        const auto last_row = static_cast<lxw_row_t>(std::max<std::size_t>(row_count(sheet), 1) - 1);
        worksheet_set_tab_color(shown, colour(sheet.accent));
        worksheet_set_landscape(shown);
        worksheet_set_paper(shown, 8);  // A3
        for (std::size_t column = 0; column < sheet.columns.size(); ++column) {
            const auto place = static_cast<lxw_col_t>(column);
            demand(worksheet_set_column(shown, place, place, sheet.columns[column].width,
                                        format(sheet.columns[column].format, RowStyle::plain)));
            offer_choices(sheet, column, shown, last_row);
            colour_cells(sheet, column, shown, last_row);
        }
        const std::size_t top = sheet.has_header ? 1 : 0;
        if (top > 0 && !sheet.columns.empty()) {
            write_header(sheet, shown);
            demand(worksheet_autofilter(shown, 0, 0, last_row, last_column));
            demand(worksheet_repeat_rows(shown, 0, 0));
        }
        if (top + sheet.frozen_columns > 0)
            worksheet_freeze_panes(shown, static_cast<lxw_row_t>(top), static_cast<lxw_col_t>(sheet.frozen_columns));
        for (std::size_t row = 0; row < sheet.rows.size(); ++row)
            write_row(sheet, sheet.rows[row], shown, static_cast<lxw_row_t>(row + top));
        // A code such as 007 is meant as a text; Excel need not point it out.
        const std::string all = "A1:" + column_letters(last_column) + std::to_string(last_row + 1);
        demand(worksheet_ignore_errors(shown, LXW_IGNORE_NUMBER_STORED_AS_TEXT, all.c_str()));
    }

    void write_header(const Sheet& sheet, lxw_worksheet* shown) {
        demand(worksheet_set_row(shown, 0, header_height(sheet), nullptr));
        for (std::size_t column = 0; column < sheet.columns.size(); ++column) {
            const SheetColumn& described = sheet.columns[column];
            const auto place = static_cast<lxw_col_t>(column);
            demand(worksheet_write_string(shown, 0, place, escaped(written_text(described.header)).c_str(),
                                          header_format(described.accent)));
            if (described.note.empty()) continue;
            lxw_comment_options options{};
            options.width = 300;
            options.height = static_cast<std::uint16_t>(24 + 17 * (described.note.size() / 42 + 1));
            demand(worksheet_write_comment_opt(shown, 0, place, written_text(described.note).c_str(), &options));
        }
    }

    void write_row(const Sheet& sheet, const SpreadsheetRow& row, lxw_worksheet* shown, lxw_row_t place) {
        // A height that is given stays as it is: only for rows that nobody fills in. Excel finds that of the others.
        if (!sheet.has_header || row.style == RowStyle::example)
            demand(worksheet_set_row(shown, place, row_height(sheet, row), nullptr));
        else if (has_too_many_lines(sheet, row))
            demand(worksheet_set_row(shown, place, height_of_lines(sheet.most_lines), nullptr));
        for (std::size_t column = 0; column < sheet.columns.size(); ++column) {
            const Cell cell = column < row.cells.size() ? written_cell(row.cells[column]) : Cell();
            write_cell(cell, shown, place, static_cast<lxw_col_t>(column),
                       format(sheet.columns[column].format, row.style));
        }
    }

    static void write_cell(const Cell& cell, lxw_worksheet* shown, lxw_row_t row, lxw_col_t column,
                           lxw_format* format) {
        if (const auto* text = std::get_if<std::string>(&cell))
            demand(worksheet_write_string(shown, row, column, escaped(*text).c_str(), format));
        else if (const auto* whole = std::get_if<std::int64_t>(&cell))
            demand(worksheet_write_number(shown, row, column, static_cast<double>(*whole), format));
        else if (const auto* number = std::get_if<double>(&cell))
            demand(worksheet_write_number(shown, row, column, *number, format));
        else if (const auto* date = std::get_if<Date>(&cell))
            demand(worksheet_write_number(shown, row, column, static_cast<double>(day_number(*date)), format));
        else if (const auto* truth = std::get_if<bool>(&cell))
            demand(worksheet_write_boolean(shown, row, column, *truth ? 1 : 0, format));
    }

    /// Makes the validation that was added last a list. Told so from the start, libxlsxwriter 1.1 copies the formula of
    /// a list twice and frees one copy.
    static void become_list(lxw_worksheet* shown) {
        lxw_data_val_obj* last = nullptr;
        lxw_data_val_obj* each = nullptr;
        STAILQ_FOREACH(each, shown->data_validations, list_pointers) last = each;
        if (last) last->validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    }

    void offer_choices(const Sheet& sheet, std::size_t column, lxw_worksheet* shown, lxw_row_t last_row) {
        const SheetColumn& described = sheet.columns[column];
        const auto first_row = static_cast<lxw_row_t>(sheet.has_header ? 1 : 0);
        if (last_row < first_row) return;
        lxw_data_validation validation{};
        validation.ignore_blank = LXW_VALIDATION_ON;
        validation.show_error = described.choices_only ? LXW_VALIDATION_ON : LXW_VALIDATION_OFF;
        std::vector<std::string> texts;
        std::vector<char*> choices;
        std::string formula;
        if (described.choices_from) {
            const Sheet& source = workbook_.sheets[described.choices_from->sheet];
            const std::string letters = "$" + column_letters(described.choices_from->column) + "$";
            std::string name = "'";
            for (const char letter : written_text(source.name)) name += letter == '\'' ? "''" : std::string(1, letter);
            formula = "=" + name + "'!" + letters + "2:" + letters +
                      std::to_string(std::max<std::size_t>(row_count(source), 2));
            validation.validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA;
            validation.value_formula = formula.data();
        } else {
            std::size_t length = 0;
            for (const std::string& choice : described.choices) {
                length += texts.emplace_back(written_text(choice)).size() + 1;
                if (texts.back().find(',') != std::string::npos) return;  // it would part the list
            }
            constexpr std::size_t longest = 255;
            if (texts.empty() || length > longest) return;
            for (std::string& text : texts) choices.push_back(text.data());
            choices.push_back(nullptr);
            validation.validate = LXW_VALIDATION_TYPE_LIST;
            validation.value_list = choices.data();
        }
        const auto place = static_cast<lxw_col_t>(column);
        demand(worksheet_data_validation_range(shown, first_row, place, last_row, place, &validation));
        if (described.choices_from) become_list(shown);
    }

    lxw_format* fill_format(const Shade& shade) {
        lxw_format*& known = fills_[shade.fill.to_hex() + shade.ink.to_hex()];
        if (known) return known;
        known = workbook_add_format(book_);
        format_set_bg_color(known, colour(shade.fill.to_hex()));
        format_set_font_color(known, colour(shade.ink.to_hex()));
        return known;
    }

    void colour_cells(const Sheet& sheet, std::size_t column, lxw_worksheet* shown, lxw_row_t last_row) {
        const auto first_row = static_cast<lxw_row_t>(sheet.has_header ? 1 : 0);
        if (last_row < first_row) return;
        for (const ColourRule& rule : sheet.columns[column].colours) {
            lxw_conditional_format condition{};
            condition.type = LXW_CONDITIONAL_TYPE_CELL;
            condition.format = fill_format(rule.shade);
            condition.stop_if_true = LXW_TRUE;
            std::string formula;
            if (rule.test == ColourRule::Test::above) {
                condition.criteria = LXW_CONDITIONAL_CRITERIA_GREATER_THAN;
                const auto* number = std::get_if<double>(&rule.value);
                condition.value = number ? *number : 0;
            } else {
                condition.criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO;
                formula = compared_value(rule.value);
                condition.value_string = formula.data();
            }
            const auto place = static_cast<lxw_col_t>(column);
            demand(worksheet_conditional_format_range(shown, first_row, place, last_row, place, &condition));
        }
    }

    /// A text or a truth as a formula writes it.
    static std::string compared_value(const Cell& value) {
        if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "=TRUE" : "=FALSE";
        std::string quoted = "=\"";
        if (const auto* text = std::get_if<std::string>(&value))
            for (const char letter : written_text(*text)) quoted += letter == '"' ? "\"\"" : std::string(1, letter);
        return quoted + '"';
    }

    const Workbook& workbook_;
    MemoryFile file_;
    lxw_workbook* book_ = nullptr;
    std::map<std::pair<ColumnFormat, RowStyle>, lxw_format*> formats_;
    std::map<Accent, lxw_format*> headers_;
    std::map<std::string, lxw_format*> fills_;
};

}  // namespace

std::string write_xlsx(const Workbook& workbook) {
    return XlsxWriter(workbook).write();
}

}  // namespace plan
