#pragma once

#include <memory>
#include <optional>
#include <utility>

namespace plan {

/// An optional value that lives on the heap: used as std::optional, but an absent one costs a pointer. For large parts
/// that most records of a big stream do not have. Copies are deep.
template <class Value>
class Boxed {
public:
    Boxed() = default;
    Boxed(std::nullopt_t) {}
    Boxed(Value value) : value_(std::make_unique<Value>(std::move(value))) {}
    Boxed(const Boxed& other) : value_(other.value_ ? std::make_unique<Value>(*other.value_) : nullptr) {}
    Boxed(Boxed&&) noexcept = default;
    Boxed& operator=(const Boxed& other) {
        if (this != &other) *this = Boxed(other);
        return *this;
    }
    Boxed& operator=(Boxed&&) noexcept = default;

    template <class... Arguments>
    Value& emplace(Arguments&&... arguments) {
        value_ = std::make_unique<Value>(std::forward<Arguments>(arguments)...);
        return *value_;
    }
    void reset() { value_.reset(); }

    [[nodiscard]] bool has_value() const { return value_ != nullptr; }
    explicit operator bool() const { return has_value(); }
    /// Undefined when absent, as for std::optional.
    Value& operator*() { return *value_; }
    const Value& operator*() const { return *value_; }
    Value* operator->() { return value_.get(); }
    const Value* operator->() const { return value_.get(); }

private:
    std::unique_ptr<Value> value_;
};

}  // namespace plan
