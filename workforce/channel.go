package workforce

import (
	"slices"
	"strings"

	"github.com/muster-wfm/muster/internal/problem"
)

// ChannelKind is how a contact reaches the centre.
type ChannelKind string

// The kinds of channel.
const (
	Voice      ChannelKind = "voice"
	Callback   ChannelKind = "callback"
	Video      ChannelKind = "video"
	Chat       ChannelKind = "chat"
	Messaging  ChannelKind = "messaging" // WeChat, WhatsApp: a conversation that may pause for hours
	Social     ChannelKind = "social"
	Email      ChannelKind = "email"
	Ticket     ChannelKind = "ticket"
	BackOffice ChannelKind = "back_office"
)

// ChannelKinds lists every kind of channel.
func ChannelKinds() []ChannelKind {
	return []ChannelKind{Voice, Callback, Video, Chat, Messaging, Social, Email, Ticket, BackOffice}
}

// Channel is a way for contacts to come in.
type Channel struct {
	ID, Version int64
	Code, Name  string
	Kind        ChannelKind
	Concurrency int // contacts that one person handles at a time, 1 or more
}

// maxConcurrency is far beyond what anybody handles; it catches slips.
const maxConcurrency = 50

// NewChannel returns ch if it can be. Nobody speaks with two callers at once:
// voice, callback and video have concurrency 1.
func NewChannel(ch Channel) (Channel, error) {
	ch.Code, ch.Name = strings.TrimSpace(ch.Code), strings.TrimSpace(ch.Name)
	c := checking("channel")
	c.codeAndName(ch.Code, ch.Name)
	c.need(slices.Contains(ChannelKinds(), ch.Kind), "kind", string(ch.Kind), "one of "+listed(ChannelKinds()), problem.Wanting(problem.Choice))
	if ch.Spoken() {
		c.need(ch.Concurrency == 1, "concurrency", ch.Concurrency, "1 contact at a time on a spoken channel", problem.Wanting(problem.Exactly, 1))
		return ch, c.err()
	}
	c.need(ch.Concurrency >= 1 && ch.Concurrency <= maxConcurrency, "concurrency", ch.Concurrency, "1 to 50 contacts at a time", problem.Wanting(problem.WholeNumber, 1, maxConcurrency))
	return ch, c.err()
}

// Spoken reports whether a contact takes the whole attention of one person.
func (ch Channel) Spoken() bool {
	return ch.Kind == Voice || ch.Kind == Callback || ch.Kind == Video
}

// Deferred reports whether work on this channel may wait for hours within its
// response time, so that it is staffed as a backlog and not as a waiting line.
func (ch Channel) Deferred() bool {
	return ch.Kind == Email || ch.Kind == Ticket || ch.Kind == BackOffice
}

// Skill is something a person can do that a queue may need: a language, a
// product, a permission.
type Skill struct {
	ID, Version int64
	Code, Name  string
}

// NewSkill returns s if it can be.
func NewSkill(s Skill) (Skill, error) {
	s.Code, s.Name = strings.TrimSpace(s.Code), strings.TrimSpace(s.Name)
	c := checking("skill")
	c.codeAndName(s.Code, s.Name)
	// People files write a skill as code:level.
	c.need(!strings.ContainsRune(s.Code, ':'), "code", s.Code, "a code without a colon", problem.Wanting(problem.NoColon))
	return s, c.err()
}

// listed joins named values for a message.
func listed[T ~string](values []T) string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = string(v)
	}
	return strings.Join(words, ", ")
}
