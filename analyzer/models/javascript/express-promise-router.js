import express from "express";

module.exports = () => express.Router();
