"""How the second factor is kept: its secrets lie in the database only encrypted."""

from allauth.mfa.adapter import DefaultMFAAdapter

from accounts.encryption import decrypted, encrypted


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Dieser Code stimmt nicht. Bitte sehen Sie noch einmal nach.",
    }

    def encrypt(self, text: str) -> str:
        return encrypted(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypted(encrypted_text)
