// Package impact writes the assessment of what careers does with data about people, as
// Article 35 (7) of the GDPR and Articles 55 and 56 of China's PIPL ask for: what is done
// and why, what stands against the risks, and what is left. It tells how things are now,
// in codes and figures, and nothing about anybody. What a program cannot know (on what
// law a centre relies, what its data protection officer and its staff say) is written by
// people, and never for them.
package impact
