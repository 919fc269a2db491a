package api

import (
	"strconv"
	"strings"
)

// Versioned is what every stored thing has. Its exported name puts id and
// version into the documents of what embeds it.
type Versioned struct {
	ID      int64 `json:"id" minimum:"1" doc:"Names the thing for ever."`
	Version int64 `json:"version" minimum:"1" doc:"Grows with every edit; send it back as If-Match."`
}

func (v Versioned) tag() (id, version int64) { return v.ID, v.Version }

// tagged is a stored thing in its API form.
type tagged interface{ tag() (id, version int64) }

// etag writes a version as an entity tag (RFC 9110, section 8.8.3).
func etag(version int64) string { return `"` + strconv.FormatInt(version, 10) + `"` }

// PageInput asks for one page of a list.
type PageInput struct {
	Cursor string `query:"cursor" maxLength:"200" doc:"Where the page begins: nextCursor of the page before."`
	Limit  int    `query:"limit" minimum:"1" maximum:"500" default:"100" doc:"How many items at most."`
}

// listOutput is one page of a list.
type listOutput[T any] struct{ Body PageOf[T] }

// PageOf is one page of a list in JSON.
type PageOf[T any] struct {
	Items      []T    `json:"items"`
	NextCursor string `json:"nextCursor,omitempty" doc:"Where the next page begins; absent on the last page."`
}

func pageOf[T any](items []T, next string) *listOutput[T] {
	return &listOutput[T]{Body: PageOf[T]{Items: orEmpty(items), NextCursor: next}}
}

// newestFirst is a page of things in falling order of a number, which is also
// the cursor: a full page says where the next one begins.
func newestFirst[T, A any](things []T, limit int, number func(T) int64, convert func(T) A) *listOutput[A] {
	next := ""
	if len(things) == limit {
		next = strconv.FormatInt(number(things[len(things)-1]), 10)
	}
	return pageOf(each(things, convert), next)
}

// IDInput names one thing in the path.
type IDInput struct {
	ID int64 `path:"id" minimum:"1" doc:"Names the thing."`
}

// IfMatch carries the version on which an edit is based.
type IfMatch struct {
	Match string `header:"If-Match" required:"true" pattern:"^(W/)?\"[0-9]{1,18}\"$" patternDescription:"a quoted version such as \"3\"" doc:"Version on which the edit is based, in quotes."`
}

// version returns the version that the pattern has let through.
func (m IfMatch) version() int64 {
	v, err := strconv.ParseInt(strings.Trim(strings.TrimPrefix(m.Match, "W/"), `"`), 10, 64)
	if err != nil {
		return 0 // no stored version is 0: the edit will be stale
	}
	return v
}

// createInput carries a new thing.
type createInput[F any] struct {
	OnceInput
	Body F
}

// editInput carries the new state of a thing.
type editInput[F any] struct {
	IDInput
	IfMatch
	Body F
}

// entityOutput answers with one thing and its version.
type entityOutput[E any] struct {
	ETag     string `header:"ETag" doc:"The version in quotes."`
	Location string `header:"Location" doc:"Where a thing just created is."`
	Body     E
}
