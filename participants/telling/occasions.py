"""What the people of a course are told in the words of those who lead or run it."""

from correspondence.occasions import Occasion

GROUP_MESSAGE = Occasion("group_message", "Nachricht an die Gruppe")
# So begins the topic of such a message; the key of its `GroupMessage` follows.
GROUP_TOPIC = "group:"

OCCASIONS = (GROUP_MESSAGE,)
